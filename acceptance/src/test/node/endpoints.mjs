// An endpoint of an organization: its events verify with the standardwebhooks package, with both secrets of a rotation.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { check, finished, needed, remember } from './checks.mjs';

const url = needed('WEBHOOK_URL').replace(/\/$/, '');
const port = Number(needed('PORT'));
const received = [];

createServer(async (request, response) => {
  received.push({ headers: request.headers, body: Buffer.concat(await request.toArray()).toString() });
  response.writeHead(204).end();
}).listen(port, '127.0.0.1');

async function call(method, path, body) {
  const response = await fetch(`${url}/webhooks/v1/endpoints${path}`, {
    method,
    headers: { authorization: `Bearer ${needed('TOKEN')}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path} answers ${response.status} ${text}`);
  return JSON.parse(text);
}

const endpoint = await call('POST', '', { url: `http://127.0.0.1:${port}/hook`, event_types: ['lead.created'] });
remember(endpoint.secret);
let message;

await check('an endpoint is tried, and answers', async () => {
  const tried = await call('POST', `/${endpoint.id}/test`);
  assert.equal(tried.outcome, 'delivered');
  assert.equal(tried.status, 204);
  message = received.at(-1);
});

await check('what it got verifies', () => {
  const event = new Webhook(endpoint.secret).verify(message.body, message.headers);
  assert.equal(event.type, 'endpoint.test');
  assert.equal(event.id, message.headers['webhook-id']);
});

await check('a byte that was changed does not', () => {
  const verifier = new Webhook(endpoint.secret);
  const { headers, body } = message;
  assert.throws(() => verifier.verify(body.replace('endpoint', 'Endpoint'), headers));
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const value = headers[name];
    const changed = value.slice(0, -3) + (value.at(-3) === '1' ? '2' : '1') + value.slice(-2);
    assert.throws(() => verifier.verify(body, { ...headers, [name]: changed }), undefined, name);
  }
});

await check('after a rotation both secrets verify', async () => {
  const rotated = await call('POST', `/${endpoint.id}/secrets`, {});
  remember(rotated.secret);
  await call('POST', `/${endpoint.id}/test`);
  const { headers, body } = received.at(-1);
  for (const secret of [endpoint.secret, rotated.secret]) {
    new Webhook(secret).verify(body, headers);
  }
});

finished();
