// Webhooks as the providers' own packages sign them: what they sign is taken, and one byte of it changed is refused. Where a
// package only verifies, the request is signed here, the package believes it, and so does the platform.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { sign as signForGitHub } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { check, finished, needed, platform, remember } from './checks.mjs';

const require = createRequire(import.meta.url);
const twilio = require('twilio');
const hubspot = require('@hubspot/api-client');
const { verifySlackRequest } = require('@slack/bolt/dist/receivers/verify-request.js');

const admin = needed('ADMIN_TOKEN');
const hex = '8f742231b10e8888abcd99ef0f0585a5';
const address = 'https://hooks.example.com/webhooks';
let made = 0;

async function source(kind, settings = {}, secret = undefined) {
  const answer = await fetch(`${platform}/webhooks/v1/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: `${kind} ${(made += 1)} ${Date.now()}`, kind, settings, secret }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  const created = await answer.json();
  const key = secret ?? created.secret;
  remember(key);
  return { path: created.path, secret: key };
}

async function post(path, headers, body, query = '') {
  return fetch(platform + path + query, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

const turned = (text, at) => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);

/** Sends the request; then again with each part changed in one place, which has to be refused. */
async function holds({ path }, headers, body, { signed = Object.keys(headers), query = '' } = {}) {
  const taken = await post(path, headers, body, query);
  assert.equal(taken.status, 200, await taken.clone().text());
  for (const at of [0, Math.floor(body.length / 2), body.length - 1]) {
    const changed = await post(path, headers, turned(body, at), query);
    assert.equal(changed.status, 401, `a body changed at ${at}: ${await changed.text()}`);
  }
  for (const name of signed) {
    const value = headers[name];
    for (const at of [0, Math.floor(value.length / 2), value.length - 4]) {
      const changed = await post(path, { ...headers, [name]: turned(value, Math.max(0, at)) }, body, query);
      assert.equal(changed.status, 401, `${name} changed at ${at}: ${await changed.text()}`);
    }
    const { [name]: _, ...without } = headers;
    assert.equal((await post(path, without, body, query)).status, 401, `without ${name}`);
  }
  const again = await post(path, headers, body, query);
  assert.equal(again.status, 200);
  return again;
}

const now = () => Math.floor(Date.now() / 1000);

await check('standardwebhooks', async () => {
  const to = await source('standard_webhooks');
  const date = new Date();
  const body = '{"type":"lead.created","data":{"name":"Zoë"}}';
  await holds(to, {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(date / 1000)),
    'webhook-signature': new StandardWebhook(to.secret).sign('msg_1', date, body),
  }, body);
});

await check('svix', async () => {
  const to = await source('svix');
  const date = new Date();
  const body = '{"type":"user.created"}';
  await holds(to, {
    'svix-id': 'msg_2',
    'svix-timestamp': String(Math.floor(date / 1000)),
    'svix-signature': new SvixWebhook(to.secret).sign('msg_2', date, body),
  }, body);
});

await check('stripe', async () => {
  const secret = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';
  const to = await source('stripe', {}, secret);
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid' });
  const header = (timestamp) => Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  const answer = await holds(to, { 'stripe-signature': header(now()) }, body);
  assert.equal((await answer.json()).duplicate, true);
  const anew = await post(to.path, { 'stripe-signature': header(now() - 9) }, body);
  assert.equal((await anew.json()).duplicate, true, 'the same event signed anew');
  assert.equal((await post(to.path, { 'stripe-signature': header(now() - 3600) }, body)).status, 401);
  assert.equal((await post(to.path, { 'stripe-signature': header(now() + 3600) }, body)).status, 401);
});

await check('@octokit/webhooks-methods', async () => {
  const to = await source('github');
  const body = '{"action":"opened","number":1}';
  await holds(to, {
    'x-github-delivery': 'd-1',
    'x-github-event': 'pull_request',
    'x-hub-signature-256': await signForGitHub(to.secret, body),
  }, body, { signed: ['x-hub-signature-256'] });
});

await check('twilio, form', async () => {
  const to = await source('twilio', { url: address }, hex);
  const parameters = { CallSid: 'CA1234567890ABCDE', From: '+14158675309', Body: 'é & =', To: '+18005551212' };
  const body = new URLSearchParams(parameters).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': twilio.getExpectedTwilioSignature(hex, address, parameters),
  };
  const answer = await holds(to, headers, body, { signed: ['x-twilio-signature'] });
  assert.match(answer.headers.get('content-type'), /^text\/xml/);
  assert.match(await answer.text(), /<Response\/>$/);
});

await check('twilio, JSON', async () => {
  const to = await source('twilio', { url: address }, hex);
  const body = '{"event":"done"}';
  const query = `?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  const signature = twilio.getExpectedTwilioSignature(hex, address + query, {});
  await holds(to, { 'x-twilio-signature': signature }, body, { query });
  assert.equal((await post(to.path, { 'x-twilio-signature': signature }, body, `${query}&a=b`)).status, 401);
});

await check('@slack/bolt', async () => {
  const to = await source('slack', {}, hex);
  const timestamp = String(now());
  const headers = (body) => ({
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${createHmac('sha256', hex).update(`v0:${timestamp}:${body}`).digest('hex')}`,
  });
  const body = '{"type":"event_callback","event_id":"Ev1","event":{"type":"message"}}';
  const believes = (text) =>
    verifySlackRequest({
      signingSecret: hex,
      body: text,
      headers: { 'x-slack-signature': headers(body)['x-slack-signature'], 'x-slack-request-timestamp': Number(timestamp) },
    });
  believes(body);
  assert.throws(() => believes(turned(body, 5)));
  await holds(to, headers(body), body);
  const asks = '{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"}';
  const answer = await post(to.path, headers(asks), asks);
  assert.equal(await answer.text(), '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd');
});

await check('@hubspot/api-client', async () => {
  const secret = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
  const to = await source('hubspot_v3', { url: address }, secret);
  const timestamp = Date.now();
  const body = '[{"eventId":1,"subscriptionId":2,"portalId":3,"occurredAt":1700000000000,"subscriptionType":"contact.creation","attemptNumber":0}]';
  const signature = hubspot.Signature.getSignature('POST', 'v3', {
    clientSecret: secret,
    requestBody: body,
    signature: '',
    url: address,
    timestamp,
    method: 'POST',
  });
  await holds(to, { 'x-hubspot-request-timestamp': String(timestamp), 'x-hubspot-signature-v3': signature }, body);
});

finished();
