// Sessions in cookies in a real browser, over https: what a page of the front end can do, and what no other page can.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { chromium } from 'playwright-core';
import { check, finished, needed, remember } from './checks.mjs';

const platform = needed('HTTPS_URL');
const allowed = new URL(needed('ALLOWED_ORIGIN'));
const email = needed('EMAIL');
const otherEmail = needed('OTHER_EMAIL');
const password = needed('PASSWORD');
remember(email, otherEmail, password);

const tls = { cert: readFileSync(needed('CERTIFICATE')), key: readFileSync(needed('KEY')) };

function serve(port) {
  const server = createServer(tls, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><meta charset="utf-8"><title>Page</title>');
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`https://localhost:${server.address().port}`));
  });
}

await serve(Number(allowed.port));
// Of the same site, since ports make no site: SameSite alone keeps its requests from nothing.
const sister = await serve(0);
const stranger = sister.replace('localhost', 'evil.test');

const browser = await chromium.launch({
  executablePath: needed('CHROMIUM'),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP evil.test 127.0.0.1, MAP localhost 127.0.0.1',
  ],
});
const person = await browser.newContext({ ignoreHTTPSErrors: true });

async function open(url) {
  const page = await person.newPage();
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** Runs something in a page, with a small client of the kind that a front end would have. */
function run(page, body, argument) {
  return page.evaluate(async ({ source, platform, argument }) => {
    const call = async (method, path, { token, json, ...more } = {}) => {
      const answer = await fetch(platform + path, {
        method,
        credentials: 'include',
        headers: {
          ...(json ? { 'content-type': 'application/json' } : {}),
          ...(token ? { 'x-csrf-token': token } : {}),
          ...more,
        },
        body: json ? JSON.stringify(json) : undefined,
      });
      const text = await answer.text();
      return { status: answer.status, text, json: text ? JSON.parse(text) : null };
    };
    const attempt = (what) => what.then(({ status }) => `read ${status}`, (error) => error.name);
    // eslint-disable-next-line no-new-func
    return new Function('tools', `return (${source})(tools)`)({ call, attempt, platform, argument });
  }, { source: body.toString(), platform, argument });
}

const cookie = async (name) => (await person.cookies(platform)).find((one) => one.name === name);

const tab = await open(allowed.origin);
const otherTab = await open(allowed.origin);
let csrf;

await check(`a page on ${allowed.origin} signs up, and no script can read the tokens`, async () => {
  const seen = await run(tab, async ({ call, argument }) => {
    const answer = await call('POST', '/auth/v1/signup', { json: argument, 'x-session-mode': 'cookie' });
    return { ...answer, cookies: document.cookie };
  }, { email, password });
  assert.equal(seen.status, 200, seen.text);
  assert.equal(seen.json.token_type, 'cookie');
  assert.equal(seen.json.user.email, email);
  assert.equal(seen.cookies, '');
  csrf = seen.json.csrf_token;
  for (const name of ['__Host-access', '__Host-refresh']) {
    const kept = await cookie(name);
    remember(kept.value);
    assert.ok(!seen.text.includes(kept.value), name);
    assert.deepEqual(
      [kept.httpOnly, kept.secure, kept.sameSite, kept.path, kept.domain],
      [true, true, 'Lax', '/', 'localhost'],
    );
  }
});

await check('it works in all four services', async () => {
  const seen = await run(tab, async ({ call, argument: token }) => {
    const lead = await call('POST', '/leads/v1/leads', { token, json: { last_name: 'Hopper' } });
    return {
      user: (await call('GET', '/auth/v1/user')).status,
      lead: lead.status,
      read: (await call('GET', `/leads/v1/leads/${lead.json.id}`)).status,
      sources: (await call('GET', '/webhooks/v1/sources')).status,
      events: (await call('GET', '/audit/v1/events')).status,
      unproven: (await call('POST', '/leads/v1/leads', { json: { last_name: 'Hopper' } })).json.type,
      forged: (await call('POST', '/leads/v1/leads', { token: 'forged', json: { last_name: 'Hopper' } })).json.type,
    };
  }, csrf);
  assert.deepEqual(seen, {
    user: 200,
    lead: 201,
    read: 200,
    sources: 200,
    events: 200,
    unproven: '/problems/cross-site-request',
    forged: '/problems/cross-site-request',
  });
});

await check('a page that was just loaded gets the CSRF token, and both tabs refresh at once', async () => {
  const token = (await run(otherTab, async ({ call }) => call('GET', '/auth/v1/browser/csrf-token'))).json.csrf_token;
  assert.equal(token, csrf);
  const before = (await cookie('__Host-access')).value;
  const refresh = async ({ call, argument }) => call('POST', '/auth/v1/browser/refresh', { token: argument });
  const answers = await Promise.all([run(tab, refresh, csrf), run(otherTab, refresh, csrf)]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
  const after = (await cookie('__Host-access')).value;
  remember(after, (await cookie('__Host-refresh')).value);
  assert.notEqual(after, before);
  assert.equal((await run(otherTab, async ({ call }) => call('GET', '/auth/v1/user'))).status, 200);
});

for (const origin of [sister, stranger]) {
  await check(`a page on ${origin} can neither use the session nor begin one`, async () => {
    const page = await open(origin);
    const seen = await run(page, async ({ call, attempt, platform, argument }) => {
      const sent = (path, type) => fetch(platform + path, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'include',
        headers: { 'content-type': type },
        body: '{"last_name":"Forged"}',
      }).then(() => 'sent', (error) => error.name);
      return {
        read: await attempt(call('GET', '/auth/v1/user')),
        token: await attempt(call('GET', '/auth/v1/browser/csrf-token')),
        change: await attempt(call('POST', '/leads/v1/leads', { token: argument.csrf, json: { last_name: 'Forged' } })),
        refresh: await attempt(call('POST', '/auth/v1/browser/refresh', { token: argument.csrf })),
        signIn: await attempt(call('POST', '/auth/v1/token?grant_type=password', {
          json: argument.person, 'x-session-mode': 'cookie',
        })),
        blind: await sent('/leads/v1/leads', 'text/plain'),
        out: await sent('/auth/v1/logout', 'text/plain'),
      };
    }, { csrf, person: { email, password } });
    // The last two reach the platform, whose answers are withheld all the same (Cross-Origin-Resource-Policy).
    assert.deepEqual(new Set(Object.values(seen)), new Set(['TypeError']), seen);
    await page.close();
  });

  await check(`a form on ${origin} changes nothing`, async () => {
    // What a form sends as text/plain is JSON to an endpoint that reads it so.
    const json = { name: '{"factor_type":"totp","last_name":"Forged","friendly_name":"', value: '"}' };
    // To another site's form the browser gives no cookie; of the same site it does, and the CSRF token is missing.
    for (const [action, type, ofTheSite, ofAnother] of [
      ['/auth/v1/logout', 'application/x-www-form-urlencoded', 403, 401],
      ['/auth/v1/logout', 'text/plain', 403, 401],
      ['/auth/v1/factors', 'text/plain', 403, 401],
      ['/leads/v1/leads', 'text/plain', 415, 415],
      ['/auth/v1/browser/refresh', 'multipart/form-data', 403, 403],
    ]) {
      const page = await open(origin);
      const answered = page.waitForResponse((response) => response.url() === platform + action);
      await page.evaluate(({ action, type, json }) => {
        const form = document.createElement('form');
        Object.assign(form, { action, method: 'post', enctype: type });
        const field = document.createElement('input');
        Object.assign(field, json);
        form.append(field);
        document.body.append(form);
        form.submit();
      }, { action: platform + action, type, json });
      assert.equal((await answered).status(), origin === sister ? ofTheSite : ofAnother, `${action} as ${type}`);
      await page.close();
    }
  });
}

await check('after all that the session is as it was', async () => {
  const leads = await run(tab, async ({ call }) => call('GET', '/leads/v1/leads'));
  assert.equal(leads.status, 200);
  assert.deepEqual(leads.json.items.map((lead) => lead.last_name), ['Hopper']);
  const factors = (await run(tab, async ({ call }) => call('GET', '/auth/v1/user'))).json.factors;
  assert.deepEqual(factors ?? [], []);
});

await check('signing in again begins another session, whose token is another', async () => {
  const before = (await cookie('__Host-refresh')).value;
  const seen = await run(tab, async ({ call, argument }) =>
    call('POST', '/auth/v1/token?grant_type=password', { json: argument, 'x-session-mode': 'cookie' }), { email, password });
  assert.equal(seen.status, 200, seen.text);
  assert.notEqual(seen.json.csrf_token, csrf);
  assert.notEqual((await cookie('__Host-refresh')).value, before);
  const old = await run(tab, async ({ call, argument }) =>
    call('POST', '/leads/v1/leads', { token: argument, json: { last_name: 'Hopper' } }), csrf);
  assert.equal(old.json.type, '/problems/cross-site-request');
  csrf = seen.json.csrf_token;
  remember((await cookie('__Host-access')).value, (await cookie('__Host-refresh')).value);
});

await check('signing out in one tab signs the other out, in all services', async () => {
  const out = await run(tab, async ({ call, argument }) => call('POST', '/auth/v1/logout', { token: argument }), csrf);
  assert.equal(out.status, 204, out.text);
  assert.equal(await cookie('__Host-access'), undefined);
  assert.equal(await cookie('__Host-refresh'), undefined);
  const seen = await run(otherTab, async ({ call }) => ({
    user: (await call('GET', '/auth/v1/user')).status,
    leads: (await call('GET', '/leads/v1/leads')).status,
    token: (await call('GET', '/auth/v1/browser/csrf-token')).status,
  }));
  assert.deepEqual(seen, { user: 401, leads: 401, token: 400 });
});

await browser.close();
finished();
