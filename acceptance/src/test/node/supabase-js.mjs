// @supabase/supabase-js as it comes from npm, against the platform's front door.
import assert from 'node:assert/strict';
import { check, finished, needed, platform, refused, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const email = needed('EMAIL');
const password = needed('PASSWORD');
const newPassword = needed('NEW_PASSWORD');
remember(email, password, newPassword);

function client() {
  return supabaseClient();
}

function signIn(who = client(), secret = password) {
  return who.auth.signInWithPassword({ email, password: secret }).then((answer) => ({ ...answer, client: who }));
}

function readLeads(token) {
  return fetch(`${platform}/leads/v1/leads`, { headers: { authorization: `Bearer ${token}` } });
}

const events = [];
const main = client();
main.auth.onAuthStateChange((event, session) => {
  events.push([event, session?.access_token]);
});

await check('signUp answers a session and the user', async () => {
  const { session, user } = unwrap(await main.auth.signUp({ email, password, options: { data: { name: 'Ada' } } }));
  assert.ok(session, 'the local stack confirms addresses by itself, so there is a session at once');
  assert.equal(user.email, email);
  assert.equal(user.phone, '');
  assert.equal(user.aud, 'authenticated');
  assert.equal(user.user_metadata.name, 'Ada');
  assert.equal(user.app_metadata.provider, 'email');
  assert.equal(user.identities.length, 1);
  assert.ok(Date.parse(user.created_at) && Date.parse(user.email_confirmed_at));
  assert.equal(session.token_type, 'bearer');
  assert.ok(session.expires_in > 0 && session.expires_in <= 1800);
  assert.ok(session.expires_at > Date.now() / 1000);
});

await check('signUp of an address that is taken is refused', async () => {
  const { data, error } = await client().auth.signUp({ email, password });
  assert.ok(error, `expected an error, got ${JSON.stringify(data?.user)}`);
  assert.equal(error.code, 'user_already_exists');
  assert.match(error.message, /already registered/);
});

await check('signUp with a weak password says why', async () => {
  const error = refused(await client().auth.signUp({ email: `weak-${email}`, password: 'short' }), 'weak_password', 422);
  assert.equal(error.name, 'AuthWeakPasswordError');
  assert.deepEqual(error.reasons, ['length']);
});

await check('signUp with what is no address is refused', async () => {
  const { error } = await client().auth.signUp({ email: 'nobody', password });
  assert.equal(error?.message, 'Unable to validate email address: invalid format');
});

await check('signInWithPassword answers a new session', async () => {
  const before = unwrap(await main.auth.getSession()).session;
  const { session } = unwrap(await signIn(main));
  assert.notEqual(session.access_token, before.access_token);
  assert.notEqual(session.refresh_token, before.refresh_token);
});

await check('a wrong password and an unknown address get the same error', async () => {
  const wrong = refused(await signIn(client(), `${password}x`), 'invalid_credentials', 400);
  const unknown = refused(
    await client().auth.signInWithPassword({ email: `unknown-${email}`, password }), 'invalid_credentials', 400);
  assert.equal(wrong.message, unknown.message);
});

await check('getUser asks the server who the token is', async () => {
  const { user } = unwrap(await main.auth.getUser());
  assert.equal(user.email, email);
});

await check('getUser with what is no token is refused', async () => {
  const { error } = await client().auth.getUser('not.a.token');
  assert.ok(error);
  assert.ok([401, 403].includes(error.status), `status ${error.status}`);
});

await check('getClaims verifies the token locally through the JWKS', async () => {
  const asked = [];
  const local = supabaseClient({
    fetch: (input, init) => (asked.push(String(input?.url ?? input)), fetch(input, init)),
  });
  const token = unwrap(await main.auth.getSession()).session.access_token;
  const { claims, header } = unwrap(await local.auth.getClaims(token));
  assert.equal(claims.email, email);
  assert.equal(claims.aud, 'authenticated');
  assert.equal(claims.aal, 'aal1');
  assert.equal(claims.amr[0].method, 'password');
  assert.ok(claims.session_id && claims.tenant_id && claims.jti);
  assert.equal(claims.role, 'admin', 'whoever signs up administers their own organization');
  assert.ok(['ES256', 'RS256'].includes(header.alg), header.alg);
  assert.ok(header.kid);
  assert.deepEqual(asked, [`${platform}/auth/v1/.well-known/jwks.json`], 'only the keys are asked for');
});

await check('getClaims refuses a token whose payload was changed', async () => {
  const [head, payload, signature] = unwrap(await main.auth.getSession()).session.access_token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  claims.role = 'platform_admin';
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  const { error } = await client().auth.getClaims(forged);
  assert.ok(error, 'the forged token was taken for good');
  assert.equal((await readLeads(forged)).status, 401);
});

await check('refreshSession rotates the refresh token and keeps the session', async () => {
  const before = unwrap(await main.auth.getSession()).session;
  const { session } = unwrap(await main.auth.refreshSession());
  assert.notEqual(session.refresh_token, before.refresh_token);
  const one = unwrap(await main.auth.getClaims(before.access_token)).claims;
  const two = unwrap(await main.auth.getClaims(session.access_token)).claims;
  assert.equal(two.session_id, one.session_id);
  assert.notEqual(two.jti, one.jti);
});

await check('two tabs that refresh at once stay signed in, with one child', async () => {
  const { session } = unwrap(await signIn());
  const answers = await Promise.all(
    [client(), client()].map((tab) => tab.auth.refreshSession({ refresh_token: session.refresh_token })));
  const [one, two] = answers.map((answer) => unwrap(answer).session);
  assert.equal(one.refresh_token, two.refresh_token);
  const again = unwrap(await client().auth.refreshSession({ refresh_token: one.refresh_token }));
  assert.ok(again.session.access_token);
});

await check('a refresh token that never was is refused, and the client signs out', async () => {
  const { error } = await client().auth.refreshSession({ refresh_token: 'never-issued-token' });
  assert.equal(error?.code, 'refresh_token_not_found');
  assert.equal(error.status, 400);
  assert.match(error.message, /^Invalid Refresh Token/);
});

await check('updateUser changes the metadata', async () => {
  const { user } = unwrap(await main.auth.updateUser({ data: { company: 'Analytical Engines', name: null } }));
  assert.equal(user.user_metadata.company, 'Analytical Engines');
});

await check('updateUser cannot make the caller anything they are not', async () => {
  const session = unwrap(await main.auth.getSession()).session;
  const answer = await fetch(`${platform}/auth/v1/user`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${session.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'platform_admin', app_metadata: { role: 'platform_admin' }, data: { theme: 'dark' } }),
  });
  assert.ok(answer.status < 500, `status ${answer.status}`);
  const { session: next } = unwrap(await main.auth.refreshSession());
  const { claims } = unwrap(await main.auth.getClaims(next.access_token));
  assert.equal(claims.role, 'admin');
  assert.notEqual(claims.app_metadata?.role, 'platform_admin');
});

let lead;
await check('the token works at leads-service: a lead is made and read', async () => {
  const { access_token: token } = unwrap(await main.auth.getSession()).session;
  const made = await fetch(`${platform}/leads/v1/leads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ last_name: 'Lovelace', company: 'Analytical Engines' }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  lead = await made.json();
  assert.match(made.headers.get('etag') ?? '', /^"/);
  const read = await fetch(`${platform}/leads/v1/leads/${lead.id}`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(read.status, 200);
  assert.deepEqual(await read.json(), lead);
});

await check("signOut({ scope: 'others' }) ends the other sessions at once and keeps this one", async () => {
  const other = unwrap(await signIn()).session;
  assert.equal((await readLeads(other.access_token)).status, 200);
  const { error } = await main.auth.signOut({ scope: 'others' });
  assert.equal(error, null);
  assert.equal((await readLeads(other.access_token)).status, 401);
  assert.equal(unwrap(await main.auth.getUser()).user.email, email);
});

await check("signOut({ scope: 'local' }) ends this session only", async () => {
  const stays = unwrap(await signIn()).session;
  const goes = await signIn();
  const { error } = await goes.client.auth.signOut({ scope: 'local' });
  assert.equal(error, null);
  assert.equal((await readLeads(goes.data.session.access_token)).status, 401);
  assert.equal((await readLeads(stays.access_token)).status, 200);
  const late = await client().auth.refreshSession({ refresh_token: goes.data.session.refresh_token });
  assert.ok(late.error, 'a signed-out session was refreshed');
});

await check('signOut() ends every session of the person', async () => {
  const other = unwrap(await signIn()).session;
  const mine = unwrap(await main.auth.getSession()).session;
  const { error } = await main.auth.signOut();
  assert.equal(error, null);
  assert.equal(unwrap(await main.auth.getSession()).session, null);
  assert.equal((await readLeads(other.access_token)).status, 401);
  assert.equal((await readLeads(mine.access_token)).status, 401);
});

await check('updateUser changes the password, and the old one is refused from then on', async () => {
  // Somebody else: ten password attempts a minute are the limit of one account.
  const changer = client();
  const credentials = { email: `changer-${email}`, password };
  remember(credentials.email);
  unwrap(await changer.auth.signUp(credentials));
  unwrap(await changer.auth.updateUser({ password: newPassword, current_password: password }));
  refused(await client().auth.signInWithPassword(credentials), 'invalid_credentials', 400);
  assert.ok(unwrap(await client().auth.signInWithPassword({ ...credentials, password: newPassword })).session);
});

await check('onAuthStateChange told of all this in order', async () => {
  const names = events.map(([name]) => name);
  assert.deepEqual(
    names.filter((name, i) => name !== names[i - 1]),
    ['INITIAL_SESSION', 'SIGNED_IN', 'TOKEN_REFRESHED', 'USER_UPDATED', 'TOKEN_REFRESHED', 'SIGNED_OUT']);
});

finished();
