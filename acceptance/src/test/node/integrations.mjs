// An organization connects npm's oidc-provider, which this starts: a grant, refreshes with rotation, revocation by the
// provider and at the provider.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { check, finished, needed, platform, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const name = needed('PROVIDER');
const port = Number(needed('PROVIDER_PORT'));
const secret = needed('CLIENT_SECRET');
const page = `${platform}/settings`;
remember(needed('EMAIL'), needed('PASSWORD'), secret);

/** The code of an authenticator app (RFC 6238). */
function totp(base32) {
  const bits = [...base32].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const supabase = supabaseClient();
unwrap(await supabase.auth.signUp({ email: needed('EMAIL'), password: needed('PASSWORD') }));
const factor = unwrap(await supabase.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }));
remember(factor.totp.secret, factor.totp.uri);
unwrap(await supabase.auth.mfa.challengeAndVerify({ factorId: factor.id, code: totp(factor.totp.secret) }));
const { access_token: admin } = unwrap(await supabase.auth.getSession()).session;
remember(admin);
const tenant = JSON.parse(Buffer.from(admin.split('.')[1], 'base64url')).tenant_id;

async function call(method, path, body, authorization = `Bearer ${admin}`) {
  return fetch(`${platform}/auth/v1/${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
}

async function begin() {
  const answer = await call('POST', 'integrations/connect', { provider: name, return_to: page });
  assert.equal(answer.status, 200, await answer.clone().text());
  const url = (await answer.json()).authorization_url;
  return { url, cookie: answer.headers.getSetCookie()[0].split(';')[0], callback: new URL(url).searchParams.get('redirect_uri') };
}

const { callback } = await begin();
const grants = [];
const events = [];
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'crm',
      client_secret: secret,
      redirect_uris: [callback],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  cookies: { keys: ['of this test alone'] },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  ttl: { AccessToken: 10, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 3600 },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: 'crm', accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid');
    grants.push(await grant.save());
    return grant;
  },
});
for (const event of ['grant.success', 'grant.error', 'refresh_token.consumed', 'grant.revoked']) {
  provider.on(event, () => events.push(event));
}
const answers = provider.callback();
const server = createServer(async (request, response) => {
  if (request.url.startsWith('/interaction/')) {
    await provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  } else {
    answers(request, response);
  }
});
await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

/** Goes to the provider, grants access, and comes back; where the browser ends. */
async function connect() {
  const begun = await begin();
  const cookies = new Map();
  let at = begun.url;
  while (!at.startsWith(callback)) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0];
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    assert.ok(answer.headers.has('location'), `${at} answers ${answer.status} ${await answer.clone().text()}`);
    at = new URL(answer.headers.get('location'), at).toString();
  }
  const here = `${platform}${new URL(at).pathname}${new URL(at).search}`;
  const back = await fetch(here, { redirect: 'manual', headers: { cookie: begun.cookie } });
  assert.equal(back.status, 303, await back.clone().text());
  return new URL(back.headers.get('location')).searchParams;
}

async function until(what, holds) {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not within two minutes: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function seen(id) {
  return (await call('GET', `integrations/${id}`)).json();
}

const basic = `Basic ${Buffer.from(`${needed('CLIENT_ID')}:${needed('SERVICE_SECRET')}`).toString('base64')}`;
const service = (await (await call('POST', 'token?grant_type=client_credentials', {}, basic)).json()).access_token;
remember(service);

async function issued(id) {
  let answer;
  await until('a service is given a token', async () => {
    answer = await call('POST', `integrations/${id}/access-token`, { tenant_id: tenant }, `Bearer ${service}`);
    return answer.status !== 503;
  });
  if (answer.status !== 200) {
    return answer.status;
  }
  const token = (await answer.json()).access_token;
  remember(token);
  return token;
}

async function accepts(token) {
  return (await fetch(`http://127.0.0.1:${port}/me`, { headers: { authorization: `Bearer ${token}` } })).status === 200;
}

let id;
await check('an organization connects a provider that others wrote, with PKCE and iss', async () => {
  const ended = await connect();
  id = ended.get('integration');
  assert.ok(id, ended.toString());
  assert.equal((await seen(id)).status, 'connected');
});

let first;
await check('a service is given a token that the provider accepts', async () => {
  first = await issued(id);
  assert.ok(await accepts(first));
});

await check('it is refreshed before it expires, with a refresh token that is replaced at each use', async () => {
  await until('two refreshes', async () => events.filter((event) => event === 'refresh_token.consumed').length >= 2);
  await until('the connection is healthy', async () => (await seen(id)).status === 'connected');
  const next = await issued(id);
  assert.notEqual(next, first);
  assert.ok(await accepts(next));
  assert.ok(!events.includes('grant.error'));
});

await check('a revocation by the provider is seen, and connecting again mends it', async () => {
  for (const grant of grants) {
    await (await provider.Grant.find(grant))?.destroy();
  }
  await until('the end is seen', async () => (await seen(id)).status === 'reconnect_required');
  assert.equal((await seen(id)).last_error, 'grant_ended');
  assert.equal(await issued(id), 409);
  assert.equal((await connect()).get('integration'), id);
  assert.ok(await accepts(await issued(id)));
});

await check('a deletion revokes the grant at the provider', async () => {
  const last = await issued(id);
  const before = events.filter((event) => event === 'grant.revoked').length;
  assert.equal((await call('DELETE', `integrations/${id}`)).status, 204);
  await until('the provider is told', async () => events.filter((event) => event === 'grant.revoked').length > before);
  assert.ok(!(await accepts(last)));
});

server.close();
finished();
