// The same client in a real browser, on a page of another origin than the platform's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, finished, needed, platform, remember } from './checks.mjs';

const email = needed('EMAIL');
const password = needed('PASSWORD');
const allowed = new URL(needed('ALLOWED_ORIGIN'));
remember(email, password);

const require = createRequire(import.meta.url);
const library = readFileSync(join(dirname(require.resolve('@supabase/supabase-js')), 'umd', 'supabase.js'));

function serve(host, port) {
  const server = createServer((request, response) => {
    if (request.url === '/supabase.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(library);
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response.writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><meta charset="utf-8"><title>App</title><script src="/supabase.js"></script>');
    }
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve(`http://${host}:${server.address().port}`));
  });
}

await serve(allowed.hostname, Number(allowed.port));
const strange = await serve(allowed.hostname, 0);

const browser = await chromium.launch({
  executablePath: needed('CHROMIUM'),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});

async function open(url) {
  const page = await browser.newPage();
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

await check(`a page on the allowed origin ${allowed.origin} signs up, works with leads and signs out`, async () => {
  const page = await open(allowed.origin);
  const seen = await page.evaluate(async ({ platform, email, password }) => {
    const client = supabase.createClient(platform, 'no-key-needed');
    const told = [];
    client.auth.onAuthStateChange((event) => told.push(event));
    const steps = {};
    const up = await client.auth.signUp({ email, password });
    steps.signUp = up.error?.message ?? up.data.user.email;
    const wrong = await client.auth.signInWithPassword({ email, password: `${password}x` });
    steps.wrong = wrong.error?.code;
    const signedIn = await client.auth.signInWithPassword({ email, password });
    steps.signIn = signedIn.error?.message ?? 'session';
    const claims = await client.auth.getClaims();
    steps.claims = claims.error?.message ?? claims.data.claims.email;
    const refreshed = await client.auth.refreshSession();
    steps.refresh = refreshed.error?.message ?? 'session';
    const token = refreshed.data.session.access_token;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const made = await fetch(`${platform}/leads/v1/leads`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ last_name: 'Hopper' }),
    });
    steps.made = made.status;
    const etag = made.headers.get('etag');
    const lead = await made.json();
    const changed = await fetch(`${platform}/leads/v1/leads/${lead.id}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/merge-patch+json', 'if-match': etag },
      body: JSON.stringify({ company: 'Navy' }),
    });
    steps.changed = changed.status;
    steps.etagReadable = Boolean(etag) && changed.headers.get('etag') !== etag;
    const out = await client.auth.signOut();
    steps.signOut = out.error?.message ?? 'done';
    steps.after = (await fetch(`${platform}/leads/v1/leads/${lead.id}`, { headers })).status;
    const tokens = [up, signedIn, refreshed].flatMap(({ data }) => [data.session?.access_token, data.session?.refresh_token]);
    return { steps, told, tokens };
  }, { platform, email, password });
  remember(...seen.tokens);
  assert.deepEqual(seen.steps, {
    signUp: email,
    wrong: 'invalid_credentials',
    signIn: 'session',
    claims: email,
    refresh: 'session',
    made: 201,
    changed: 200,
    etagReadable: true,
    signOut: 'done',
    after: 401,
  });
  assert.ok(seen.told.includes('SIGNED_IN') && seen.told.includes('TOKEN_REFRESHED') && seen.told.includes('SIGNED_OUT'), seen.told);
});

await check(`a page on the origin ${strange} gets nothing`, async () => {
  const page = await open(strange);
  const seen = await page.evaluate(async ({ platform, email, password }) => {
    const client = supabase.createClient(platform, 'no-key-needed', { auth: { autoRefreshToken: false } });
    const { data, error } = await client.auth.signInWithPassword({ email, password });
    const attempt = (path, init) => fetch(platform + path, init).then((r) => `read ${r.status}`, (e) => e.name);
    return {
      session: data.session,
      error: error?.name,
      settings: await attempt('/auth/v1/settings'),
      leads: await attempt('/leads/v1/leads', { headers: { authorization: 'Bearer x' } }),
    };
  }, { platform, email, password });
  assert.deepEqual(seen, { session: null, error: 'AuthRetryableFetchError', settings: 'TypeError', leads: 'TypeError' });
  assert.ok(page.complaints.some((complaint) => complaint.includes('CORS')), 'the browser names CORS as the reason');
});

await check('a sandboxed page, whose origin is "null", gets nothing', async () => {
  const page = await open(allowed.origin);
  const seen = await page.evaluate((platform) => new Promise((resolve) => {
    addEventListener('message', (event) => resolve(event.data), { once: true });
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.srcdoc = `<script>fetch('${platform}/auth/v1/settings').then((r) => 'read ' + r.status, (e) => e.name)
      .then((result) => parent.postMessage(result, '*'))</script>`;
    document.body.append(frame);
  }), platform);
  assert.equal(seen, 'TypeError');
});

for (const service of ['auth', 'leads', 'webhook', 'audit']) {
  await check(`Swagger UI renders at /docs/${service}/`, async () => {
    const page = await open(`${platform}/docs/${service}/`);
    await page.waitForSelector('.swagger-ui .opblock', { timeout: 15000 });
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

await browser.close();
finished();
