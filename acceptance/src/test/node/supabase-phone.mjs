// @supabase/supabase-js as it comes from npm, with phones: the texts are read from the mailbox of the local stack.
import assert from 'node:assert/strict';
import { check, finished, needed, platform, refused, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const auth = needed('AUTH_URL');
const phone = needed('PHONE');
const nextPhone = needed('NEXT_PHONE');
const password = needed('PASSWORD');
const newPassword = needed('NEW_PASSWORD');
remember(password, newPassword);

function client() {
  return supabaseClient({ url: auth });
}

const read = new Set();

/** The code in the next text to a number that was not read yet. */
async function code(number) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const to = encodeURIComponent(`${number}@sms.localhost`);
    const { items } = await (await fetch(`${platform}/mailbox/mails?to=${to}`)).json();
    const next = items.find((each) => !read.has(each.id));
    if (next) {
      items.forEach((each) => read.add(each.id));
      return next.text.match(/: (\d{6})$/m)[1];
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no text came to ${number}`);
}

let userId;

await check('signUp with a phone is confirmed by the code of its text', async () => {
  const { session, user } = unwrap(await client().auth.signUp({ phone, password }));
  assert.equal(session, null);
  assert.equal(user.phone, phone.slice(1));
  assert.equal(user.app_metadata.provider, 'phone');

  const token = await code(phone);
  const confirmed = unwrap(await client().auth.verifyOtp({ phone, token, type: 'sms' }));
  userId = confirmed.user.id;
  assert.ok(confirmed.user.phone_confirmed_at);
  assert.deepEqual(confirmed.user.identities.map((each) => each.provider), ['phone']);
  const { claims } = unwrap(await client().auth.getClaims(confirmed.session.access_token));
  assert.equal(claims.phone, phone.slice(1));
  assert.equal(claims.amr[0].method, 'otp');
  refused(await client().auth.verifyOtp({ phone, token, type: 'sms' }), 'otp_expired', 403);
});

await check('signInWithOtp sends a code, and resend another', async () => {
  unwrap(await client().auth.signInWithOtp({ phone }));
  const first = await code(phone);
  unwrap(await client().auth.resend({ type: 'sms', phone }));
  const second = await code(phone);
  if (first !== second) {
    refused(await client().auth.verifyOtp({ phone, token: first, type: 'sms' }), 'otp_expired', 403);
  }
  const signedIn = client();
  const { user } = unwrap(await signedIn.auth.verifyOtp({ phone, token: second, type: 'sms' }));
  assert.equal(user.id, userId);
  unwrap(await signedIn.auth.updateUser({ password: newPassword }));
});

await check('signInWithPassword takes the phone', async () => {
  assert.equal(unwrap(await client().auth.signInWithPassword({ phone, password: newPassword })).user.id, userId);
  refused(await client().auth.signInWithPassword({ phone, password }), 'invalid_credentials', 400);
});

await check('updateUser changes the phone once the new one has shown its code', async () => {
  const signedIn = client();
  unwrap(await signedIn.auth.signInWithPassword({ phone, password: newPassword }));
  refused(await signedIn.auth.updateUser({ phone: nextPhone }), 'reauthentication_needed', 400);
  unwrap(await signedIn.auth.reauthenticate());
  const nonce = await code(phone);
  assert.equal(unwrap(await signedIn.auth.updateUser({ phone: nextPhone, nonce })).user.phone, phone.slice(1));
  const token = await code(nextPhone);
  const { user } = unwrap(await client().auth.verifyOtp({ phone: nextPhone, token, type: 'phone_change' }));
  assert.equal(user.id, userId);
  assert.equal(user.phone, nextPhone.slice(1));
  assert.ok(unwrap(await client().auth.signInWithPassword({ phone: nextPhone, password: newPassword })).session);
});

await check('a number that is none is refused in the words of Supabase', async () => {
  const { error } = await client().auth.signInWithOtp({ phone: '+1415' });
  assert.equal(error.message, 'Invalid phone number format (E.164 required)');
});

finished();
