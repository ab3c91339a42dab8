// auth.admin and anonymous sign-in of @supabase/supabase-js as it comes from npm, against the platform's front door.
import assert from 'node:assert/strict';
import { check, finished, needed, platform, refused, remember, unwrap, watchedFetch } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const email = needed('EMAIL');
const password = needed('PASSWORD');
const newPassword = needed('NEW_PASSWORD');
const clientId = needed('CLIENT_ID');
const clientSecret = needed('CLIENT_SECRET');
remember(email, password, newPassword, clientSecret);

function client(key = 'no-key-needed') {
  return supabaseClient({ key });
}

function readLeads(token) {
  return fetch(`${platform}/leads/v1/leads`, { headers: { authorization: `Bearer ${token}` } });
}

const serviceToken = await watchedFetch(`${platform}/auth/v1/token?grant_type=client_credentials`, {
  method: 'POST',
  headers: {
    authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    'content-type': 'application/json',
  },
  body: '{}',
}).then((answer) => answer.json());
const { admin } = client(serviceToken.access_token).auth;

let id;
await check('createUser makes a confirmed account', async () => {
  const { user } = unwrap(await admin.createUser({
    email, password, email_confirm: true, user_metadata: { name: 'Ada' }, app_metadata: { plan: 'pro' },
  }));
  id = user.id;
  assert.equal(user.email, email);
  assert.ok(Date.parse(user.email_confirmed_at));
  assert.equal(user.user_metadata.name, 'Ada');
  assert.equal(user.app_metadata.plan, 'pro');
  assert.equal(user.app_metadata.provider, 'email');
});

await check('createUser of an address that is taken is refused', async () => {
  refused(await admin.createUser({ email, password }), 'email_exists', 422);
});

await check('getUserById answers the account, or says that there is none', async () => {
  assert.equal(unwrap(await admin.getUserById(id)).user.email, email);
  refused(await admin.getUserById(crypto.randomUUID()), 'user_not_found', 404);
});

await check('listUsers pages through all accounts', async () => {
  unwrap(await admin.createUser({ email: `second-${email}` }));
  const first = unwrap(await admin.listUsers({ page: 1, perPage: 1 }));
  assert.equal(first.users.length, 1);
  assert.equal(first.users[0].email, `second-${email}`);
  assert.equal(first.nextPage, 2);
  assert.ok(first.total >= 2, `total ${first.total}`);
  refused(await admin.listUsers({ page: -1 }), 'validation_failed', 400);
});

await check('updateUserById merges metadata, and the next token carries it', async () => {
  const { user } = unwrap(await admin.updateUserById(id, {
    user_metadata: { name: null, city: 'London' }, app_metadata: { seats: 5 },
  }));
  assert.equal(user.user_metadata.city, 'London');
  assert.ok(!('name' in user.user_metadata));
  const person = client();
  unwrap(await person.auth.signInWithPassword({ email, password }));
  const { claims } = unwrap(await person.auth.getClaims());
  assert.equal(claims.app_metadata.plan, 'pro');
  assert.equal(claims.app_metadata.seats, 5);
  const { error } = await admin.updateUserById(id, { app_metadata: { role: 'platform_admin' } });
  assert.equal(error?.status, 400);
});

await check('a ban ends tokens in every service at once, and looks like a wrong password', async () => {
  const person = client();
  const { session } = unwrap(await person.auth.signInWithPassword({ email, password }));
  assert.equal((await readLeads(session.access_token)).status, 200);
  const { user } = unwrap(await admin.updateUserById(id, { ban_duration: '24h' }));
  assert.ok(Date.parse(user.banned_until) > Date.now());
  assert.equal((await readLeads(session.access_token)).status, 401);
  const banned = refused(await client().auth.signInWithPassword({ email, password }), 'invalid_credentials', 400);
  const wrong = refused(
    await client().auth.signInWithPassword({ email, password: `${password}x` }), 'invalid_credentials', 400);
  assert.equal(banned.message, wrong.message);
  unwrap(await admin.updateUserById(id, { ban_duration: 'none' }));
  assert.ok(unwrap(await client().auth.signInWithPassword({ email, password })).session);
});

await check('a password that is set ends sessions and holds from then on', async () => {
  const person = client();
  const { session } = unwrap(await person.auth.signInWithPassword({ email, password }));
  unwrap(await admin.updateUserById(id, { password: newPassword }));
  assert.equal((await readLeads(session.access_token)).status, 401);
  assert.ok(unwrap(await client().auth.signInWithPassword({ email, password: newPassword })).session);
});

await check('deleteUser softly and altogether frees the address', async () => {
  unwrap(await admin.deleteUser(id, true));
  refused(await admin.getUserById(id), 'user_not_found', 404);
  const { user } = unwrap(await admin.createUser({ email }));
  assert.notEqual(user.id, id);
  unwrap(await admin.deleteUser(user.id));
  refused(await admin.deleteUser(user.id), 'user_not_found', 404);
});

/** The mail that came to an address. */
async function mail(to) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const { items } = await (await fetch(`${platform}/mailbox/mails?to=${encodeURIComponent(to)}`)).json();
    if (items.length > 0) {
      return items[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail came to ${to}`);
}

await check('inviteUserByEmail mails a code that signs in to a new account', async () => {
  const invited = `invited-${email}`;
  remember(invited);
  const { user } = unwrap(await admin.inviteUserByEmail(invited, { data: { name: 'Grace' } }));
  assert.equal(user.email, invited);
  assert.ok(Date.parse(user.invited_at));
  assert.equal(user.email_confirmed_at, undefined);
  const code = (await mail(invited)).text.match(/(\d{6})$/m)[1];
  const accepted = unwrap(await client().auth.verifyOtp({ email: invited, token: code, type: 'invite' }));
  assert.equal(accepted.user.id, user.id);
  assert.equal(accepted.user.user_metadata.name, 'Grace');
  refused(await admin.inviteUserByEmail(invited), 'email_exists', 422);
});

await check('generateLink makes links of each type, which verifyOtp takes once', async () => {
  const address = `linked-${email}`;
  const moved = `moved-${email}`;
  remember(address, moved);
  const redirectTo = `${platform}/welcome`;
  const use = async (properties, type) => {
    remember(properties.hashed_token);
    const answer = unwrap(await client().auth.verifyOtp({ token_hash: properties.hashed_token, type }));
    refused(
      await client().auth.verifyOtp({ token_hash: properties.hashed_token, type }), 'otp_expired', 403);
    return answer;
  };

  const signup = unwrap(await admin.generateLink({
    type: 'signup', email: address, password, options: { data: { name: 'Ada' }, redirectTo },
  }));
  assert.equal(signup.properties.verification_type, 'signup');
  const link = new URL(signup.properties.action_link);
  assert.equal(signup.properties.redirect_to, link.searchParams.get('redirect_to'));
  assert.equal(link.pathname, '/auth/v1/verify');
  assert.equal(link.searchParams.get('token'), signup.properties.hashed_token);
  assert.equal((await use(signup.properties, 'signup')).user.user_metadata.name, 'Ada');

  for (const type of ['magiclink', 'recovery']) {
    const { user, properties } = unwrap(await admin.generateLink({ type, email: address }));
    assert.equal(user.id, signup.user.id);
    assert.equal((await use(properties, type)).session.user.id, user.id);
  }
  const byCode = unwrap(await admin.generateLink({ type: 'magiclink', email: address }));
  const { session } = unwrap(await client().auth.verifyOtp({
    email: address, token: byCode.properties.email_otp, type: 'email',
  }));
  assert.ok(session);

  const invite = unwrap(await admin.generateLink({ type: 'invite', email: `by-link-${email}` }));
  remember(`by-link-${email}`);
  assert.ok(invite.user.invited_at);
  await use(invite.properties, 'invite');

  const change = { email: address, newEmail: moved };
  const current = unwrap(await admin.generateLink({ type: 'email_change_current', ...change }));
  const next = unwrap(await admin.generateLink({ type: 'email_change_new', ...change }));
  assert.equal(next.user.new_email, moved);
  assert.equal((await use(current.properties, 'email_change')).session, null);
  assert.equal((await use(next.properties, 'email_change')).user.email, moved);
  refused(await admin.generateLink({ type: 'recovery', email: address }), 'user_not_found', 404);
});

await check('somebody who signed in administers nobody', async () => {
  const person = client();
  const credentials = { email: `person-${email}`, password };
  remember(credentials.email);
  const { session } = unwrap(await person.auth.signUp(credentials));
  refused(await client(session.access_token).auth.admin.listUsers(), 'not_admin', 403);
});

await check('signInAnonymously opens a session that reaches no other service', async () => {
  const person = client();
  const { session, user } = unwrap(await person.auth.signInAnonymously({ options: { data: { theme: 'dark' } } }));
  assert.equal(user.is_anonymous, true);
  assert.equal(user.email, '');
  assert.equal((await readLeads(session.access_token)).status, 403);
  assert.equal(unwrap(await person.auth.getUser()).user.id, user.id);
  const address = `anonymous-${email}`;
  remember(address);
  const converted = unwrap(await person.auth.updateUser({ email: address, password })).user;
  assert.equal(converted.id, user.id);
  assert.equal(converted.is_anonymous, false);
  const { session: next } = unwrap(await person.auth.refreshSession());
  assert.equal((await readLeads(next.access_token)).status, 200);
  assert.equal(unwrap(await client().auth.signInWithPassword({ email: address, password })).user.id, user.id);
});

finished();
