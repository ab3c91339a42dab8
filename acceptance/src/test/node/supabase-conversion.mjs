// @supabase/supabase-js as it comes from npm, where anonymous accounts are enabled and the new mailbox alone agrees to a
// change of address.
import assert from 'node:assert/strict';
import { check, finished, needed, refused, remember, unwrap } from './checks.mjs';
import { follow, fragment, mail } from './mails.mjs';
import { supabaseClient } from './supabase.mjs';

const url = needed('AUTH_URL');
const email = needed('EMAIL');
const password = needed('PASSWORD');
const newPassword = needed('NEW_PASSWORD');
const moved = `moved-${email}`;
remember(email, password, newPassword, moved);

const person = supabaseClient({ url });

await check('updateUser turns an anonymous account into that of a person, with the same id', async () => {
  const { user } = unwrap(await person.auth.signInAnonymously());
  assert.equal(user.is_anonymous, true);
  unwrap(await person.auth.updateUser({ email, data: { name: 'Ada' } }));
  const { code } = await mail(email);
  const converted = unwrap(await person.auth.verifyOtp({ email, token: code, type: 'email_change' }));
  assert.equal(converted.user.id, user.id);
  assert.equal(converted.user.is_anonymous, false);
  assert.equal(converted.user.email, email);
  assert.equal(converted.user.user_metadata.name, 'Ada');
  const { claims } = unwrap(await person.auth.getClaims());
  assert.equal(claims.is_anonymous, false);
  unwrap(await person.auth.updateUser({ password }));
  assert.match((await mail(email)).subject, /password was changed/);
});

await check('a mailed link and code are void once the password is changed', async () => {
  unwrap(await supabaseClient({ url }).auth.signInWithOtp({ email }));
  const { code, link } = await mail(email);
  unwrap(await person.auth.updateUser({ password: newPassword, current_password: password }));
  await mail(email);
  assert.equal((await follow(link)).searchParams.get('error_code'), 'otp_expired');
  refused(await supabaseClient({ url }).auth.verifyOtp({ email, token: code, type: 'email' }), 'otp_expired', 403);
});

await check('the new mailbox alone agrees to a change of address', async () => {
  const { user } = unwrap(
    await person.auth.updateUser({ email: moved, current_password: newPassword }),
  );
  assert.equal(user.new_email, moved);
  const session = fragment(await follow((await mail(moved)).link));
  assert.equal(session.get('type'), 'email_change');
  assert.equal(unwrap(await person.auth.getUser()).user.email, moved);
});

finished();
