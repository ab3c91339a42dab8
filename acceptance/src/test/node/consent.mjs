// The consent page in a real browser that runs no script: what a person sees who comes from a partner's site, and where
// they land.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { check, finished, needed, platform, remember } from './checks.mjs';

const allowed = new URL(needed('ALLOWED_ORIGIN'));
const email = needed('EMAIL');
const password = needed('PASSWORD');
remember(email, password);

const described = await fetch(`${platform}/auth/v1/.well-known/openid-configuration`);
// The page is the issuer's, and so are its cookies.
const issuer = (await described.json()).issuer;
const issuerOrigin = new URL(issuer).origin;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
let body = '';

function serve(host, port) {
  const server = createServer((request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${body}`);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`http://${host}:${server.address().port}`));
  });
}

await serve('localhost', Number(allowed.port));
// Another host is another site, as a partner's is.
const partner = await serve('127.0.0.1', 0);
const callback = `${partner}/callback`;

const browser = await chromium.launch({
  executablePath: needed('CHROMIUM'),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP localhost 127.0.0.1',
  ],
});

const frontEnd = await browser.newContext();
const application = await frontEnd.newPage();
await application.goto(allowed.origin);

function call(method, path, json, token) {
  return application.evaluate(async ({ url, method, json, token }) => {
    const answer = await fetch(url, {
      method,
      credentials: 'include',
      headers: {
        'content-type': 'application/json',
        ...(token ? { 'x-csrf-token': token } : { 'x-session-mode': 'cookie' }),
      },
      body: JSON.stringify(json),
    });
    return { status: answer.status, json: await answer.json() };
  }, { url: issuer + path, method, json, token });
}

const signedUp = await call('POST', '/signup', { email, password });
assert.equal(signedUp.status, 200, JSON.stringify(signedUp.json));
const csrf = signedUp.json.csrf_token;
const registered = await call('POST', '/oauth/clients', {
  name: 'Dialer <b>of</b> "Acme"',
  scopes: ['leads:read', 'webhooks:read'],
  redirect_uris: [callback],
}, csrf);
assert.equal(registered.status, 201, JSON.stringify(registered.json));
const { client, client_secret: secret } = registered.json;
remember(secret);
for (const { value } of await frontEnd.cookies(issuerOrigin)) {
  remember(value);
}

// The same person, in a browser that runs no script.
const person = await browser.newContext({ javaScriptEnabled: false, storageState: await frontEnd.storageState() });
const complaints = [];
person.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
person.on('weberror', (error) => complaints.push(String(error.error())));

const verifier = randomBytes(32).toString('base64url');

function authorize(more = {}) {
  const url = new URL(`${issuer}/oauth/authorize`);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'leads:read webhooks:read',
    state: 'of the partner',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return url.href;
}

/** Follows a link of the partner's page; answers the page that the person comes to. */
async function asked(context = person, more = {}) {
  body = `<a id="connect" href="${escaped(authorize(more))}">Connect</a>`;
  const page = await context.newPage();
  await page.goto(partner);
  await page.click('#connect');
  return page;
}

const onAsking = (url) => /\/oauth\/consent\/[\w-]+$/.test(url.pathname);
const back = (url) => url.href.startsWith(`${callback}?`);

await check('a person who comes from a partner sees who asks, where that is, and each scope in words', async () => {
  const page = await asked();
  await page.waitForURL(onAsking);
  const text = await page.locator('body').innerText();
  assert.ok(text.includes('Dialer <b>of</b> "Acme"'), text);
  assert.equal(await page.locator('#host').innerText(), new URL(callback).hostname);
  assert.equal(await page.locator('#account').innerText(), email);
  assert.deepEqual(await page.locator('#scopes li').allInnerTexts(), ['See leads', 'See webhook sources and received webhooks']);
  assert.equal(await page.locator('script').count(), 0);
  await page.close();
});

await check('they agree, and land at the partner with a code, its state and the issuer; the code is worth tokens', async () => {
  const page = await asked();
  await page.waitForURL(onAsking);
  await page.click('#approve');
  await page.waitForURL(back);
  const { searchParams } = new URL(page.url());
  assert.equal(searchParams.get('state'), 'of the partner');
  assert.equal(searchParams.get('iss'), issuer);
  const code = searchParams.get('code');
  remember(code);
  const exchanged = await fetch(`${platform}/auth/v1/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.client_id}:${secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier,
    }),
  });
  const tokens = await exchanged.json();
  assert.equal(exchanged.status, 200, JSON.stringify(tokens));
  remember(tokens.access_token, tokens.refresh_token);
  assert.deepEqual(tokens.scope.split(' ').sort(), ['leads:read', 'webhooks:read']);
  const read = await fetch(`${platform}/leads/v1/leads`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.equal(read.status, 200);
  await page.close();
});

await check('they refuse, and the partner is told so', async () => {
  const page = await asked();
  await page.waitForURL(onAsking);
  await page.click('#deny');
  await page.waitForURL(back);
  const { searchParams } = new URL(page.url());
  assert.equal(searchParams.get('error'), 'access_denied');
  assert.equal(searchParams.get('iss'), issuer);
  assert.equal(searchParams.get('code'), null);
  await page.close();
});

await check('a faulty request is told to the partner by the same way', async () => {
  const page = await asked(person, { scope: 'leads:write' });
  await page.waitForURL(back);
  assert.equal(new URL(page.url()).searchParams.get('error'), 'invalid_scope');
  await page.close();
});

await check('nothing of all that violated the policy of the page', async () => {
  assert.deepEqual(complaints, []);
});

await check('a partner’s page does not have it in a frame', async () => {
  body = `<iframe src="${escaped(authorize())}"></iframe>`;
  const outer = await frontEnd.newPage();
  await outer.goto(partner, { waitUntil: 'load' });
  const inner = await (await outer.waitForSelector('iframe')).contentFrame();
  assert.equal(await inner.locator('#approve').count(), 0);
  assert.match(inner.url(), /^chrome-error:/);
  await outer.close();
});

await browser.close();
finished();
