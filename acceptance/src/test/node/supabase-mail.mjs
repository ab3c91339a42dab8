// @supabase/supabase-js as it comes from npm, where addresses have to be confirmed: the mails are read from the mailbox of
// the local stack, and their links opened as a person does.
import assert from 'node:assert/strict';
import { check, finished, needed, platform, refused, remember, unwrap } from './checks.mjs';
import { follow, fragment, mail as nextMail } from './mails.mjs';
import { supabaseClient } from './supabase.mjs';

const auth = needed('AUTH_URL');
const email = needed('EMAIL');
const password = needed('PASSWORD');
const newPassword = needed('NEW_PASSWORD');
remember(email, password, newPassword);

function client(options = {}) {
  return supabaseClient({ url: auth, auth: options });
}

function memory() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

/** The next mail to the address, or to another. */
function mail(to = email) {
  return nextMail(to);
}

await check('signUp sends a mail, and its code confirms the address and signs in', async () => {
  const { session, user } = unwrap(await client().auth.signUp({ email, password }));
  assert.equal(session, null);
  assert.equal(user.email, email);
  assert.equal(user.email_confirmed_at, undefined);
  const { code } = await mail();
  const confirmed = unwrap(await client().auth.verifyOtp({ email, token: code, type: 'signup' }));
  assert.equal(confirmed.user.email, email);
  assert.ok(confirmed.user.email_confirmed_at);
  refused(await client().auth.verifyOtp({ email, token: code, type: 'signup' }), 'otp_expired', 403);
});

await check('signUp of an address that has an account tells its mailbox alone', async () => {
  const { session, user } = unwrap(await client().auth.signUp({ email, password }));
  assert.equal(session, null);
  assert.equal(user.email, email);
  assert.match((await mail()).subject, /already have an account/);
});

await check('resend sends the mail of a sign-up once more', async () => {
  const other = `resend-${email}`;
  remember(other);
  unwrap(await client().auth.signUp({ email: other, password }));
  const first = await mail(other);
  unwrap(await client().auth.resend({ type: 'signup', email: other }));
  const second = await mail(other);
  refused(await client().auth.verifyOtp({ email: other, token: first.code, type: 'signup' }), 'otp_expired', 403);
  assert.ok(unwrap(await client().auth.verifyOtp({ email: other, token: second.code, type: 'signup' })).session);
});

await check('signInWithOtp sends a code that verifyOtp takes', async () => {
  unwrap(await client().auth.signInWithOtp({ email }));
  const { code } = await mail();
  const { session } = unwrap(await client().auth.verifyOtp({ email, token: code, type: 'email' }));
  const { claims } = unwrap(await client().auth.getClaims(session.access_token));
  assert.equal(claims.aal, 'aal1');
  assert.equal(claims.amr[0].method, 'otp');
});

await check('the link of signInWithOtp leads back with a session in the fragment', async () => {
  const back = `${platform}/welcome`;
  unwrap(await client().auth.signInWithOtp({ email, options: { emailRedirectTo: back } }));
  const { link } = await mail();
  const landed = await follow(link);
  const session = fragment(landed);
  assert.equal(session.get('type'), 'magiclink');
  const signedIn = client();
  unwrap(
    await signedIn.auth.setSession({
      access_token: session.get('access_token'),
      refresh_token: session.get('refresh_token'),
    }),
  );
  assert.equal(unwrap(await signedIn.auth.getUser()).user.email, email);
  assert.equal((await follow(link)).searchParams.get('error_code'), 'otp_expired');
});

await check('a link leads nowhere but to what is allowed', async () => {
  unwrap(await client().auth.signInWithOtp({ email, options: { emailRedirectTo: 'https://evil.example/' } }));
  const { link, text } = await mail();
  assert.ok(!text.includes('evil'), text);
  const landed = await follow(link);
  fragment(landed);
  assert.equal(landed.origin, new URL(link).origin);
});

await check('verifyOtp takes the token of a link', async () => {
  unwrap(await client().auth.signInWithOtp({ email }));
  const token = new URL((await mail()).link).searchParams.get('token');
  refused(await client().auth.verifyOtp({ token_hash: token, type: 'recovery' }), 'otp_expired', 403);
  assert.ok(unwrap(await client().auth.verifyOtp({ token_hash: token, type: 'magiclink' })).session);
});

await check('resetPasswordForEmail leads to a session that sets a password', async () => {
  unwrap(await client().auth.resetPasswordForEmail(email));
  const session = fragment(await follow((await mail()).link));
  assert.equal(session.get('type'), 'recovery');
  const recovered = client();
  unwrap(
    await recovered.auth.setSession({
      access_token: session.get('access_token'),
      refresh_token: session.get('refresh_token'),
    }),
  );
  unwrap(await recovered.auth.updateUser({ password: newPassword }));
  assert.match((await mail()).subject, /password was changed/);
  assert.ok(unwrap(await client().auth.signInWithPassword({ email, password: newPassword })).session);
});

await check('with PKCE the link brings a code that only the client exchanges that asked', async () => {
  const asking = client({ flowType: 'pkce', persistSession: true, storage: memory(), detectSessionInUrl: false });
  unwrap(await asking.auth.signInWithOtp({ email, options: { emailRedirectTo: `${platform}/welcome` } }));
  const landed = await follow((await mail()).link);
  const code = landed.searchParams.get('code');
  assert.ok(code, landed.href);
  remember(code);
  assert.equal(landed.hash, '');
  const { session } = unwrap(await asking.auth.exchangeCodeForSession(code));
  assert.equal(session.user.email, email);

  const other = client({ flowType: 'pkce', persistSession: true, storage: memory(), detectSessionInUrl: false });
  unwrap(await other.auth.resetPasswordForEmail(email));
  const stolen = (await follow((await mail()).link)).searchParams.get('code');
  remember(stolen);
  const wrong = await fetch(`${auth}/auth/v1/token?grant_type=pkce`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth_code: stolen, code_verifier: 'x'.repeat(56) }),
  });
  assert.equal(wrong.status, 400);
  assert.ok((await other.auth.exchangeCodeForSession(stolen)).error, 'a wrong verifier has to use the code up');
});

await check('an address without an account gets one by the code of signInWithOtp', async () => {
  const fresh = `fresh-${email}`;
  remember(fresh);
  unwrap(await client().auth.signInWithOtp({ email: fresh, options: { data: { name: 'Grace' } } }));
  const { code } = await mail(fresh);
  const { user } = unwrap(await client().auth.verifyOtp({ email: fresh, token: code, type: 'email' }));
  assert.equal(user.user_metadata.name, 'Grace');
});

const moved = `moved-${email}`;
const last = `last-${email}`;
remember(moved, last);

await check('updateUser moves the account once both mailboxes have agreed', async () => {
  const person = client();
  unwrap(await person.auth.signInWithPassword({ email, password: newPassword }));
  const { user } = unwrap(await person.auth.updateUser({ email: moved }));
  assert.equal(user.email, email);
  assert.equal(user.new_email, moved);
  assert.ok(Date.parse(user.email_change_sent_at));
  const current = await mail();
  const next = await mail(moved);
  const half = unwrap(await client().auth.verifyOtp({ email, token: current.code, type: 'email_change' }));
  assert.equal(half.session, null);
  assert.equal(unwrap(await person.auth.getUser()).user.email, email);
  const session = fragment(await follow(next.link));
  assert.equal(session.get('type'), 'email_change');
  assert.equal(unwrap(await person.auth.getUser()).user.email, moved);
  assert.match((await mail()).subject, /address was changed/);
  assert.ok(unwrap(await client().auth.signInWithPassword({ email: moved, password: newPassword })).session);
  refused(await client().auth.signInWithPassword({ email, password: newPassword }), 'invalid_credentials', 400);
});

await check('with PKCE the second link of a change of address brings a code', async () => {
  const asking = client({ flowType: 'pkce', persistSession: true, storage: memory(), detectSessionInUrl: false });
  unwrap(await asking.auth.signInWithPassword({ email: moved, password: newPassword }));
  unwrap(await asking.auth.updateUser({ email: last }, { emailRedirectTo: `${platform}/welcome` }));
  const half = await follow((await mail(moved)).link);
  assert.match(new URLSearchParams(half.hash.slice(1)).get('message'), /other email/);
  const landed = await follow((await mail(last)).link);
  const code = landed.searchParams.get('code');
  remember(code);
  assert.ok(code, landed.href);
  const { session } = unwrap(await asking.auth.exchangeCodeForSession(code));
  assert.equal(session.user.email, last);
});

await check('resend sends the mails of a change of address once more', async () => {
  const back = `back-${email}`;
  remember(back);
  const person = client();
  unwrap(await person.auth.signInWithPassword({ email: last, password: newPassword }));
  unwrap(await person.auth.updateUser({ email: back }));
  const stale = await mail(back);
  await mail(last);
  unwrap(await client().auth.resend({ type: 'email_change', email: last }));
  const token = new URL((await mail(back)).link).searchParams.get('token');
  assert.equal((await follow(stale.link)).searchParams.get('error_code'), 'otp_expired');
  assert.equal(unwrap(await client().auth.verifyOtp({ token_hash: token, type: 'email_change' })).session, null);
});

await check('updateUser does not tell that an address has an account', async () => {
  const person = client();
  unwrap(await person.auth.signInWithPassword({ email: last, password: newPassword }));
  const taken = `resend-${email}`;
  const { user } = unwrap(await person.auth.updateUser({ email: taken }));
  assert.equal(user.new_email, taken);
  assert.match((await mail(taken)).subject, /already have an account/);
});

finished();
