// @supabase/supabase-js as it comes from npm, against an auth-service that asks for proofs of work, which npm's altcha-lib
// does, a library of ALTCHA's own.
import assert from 'node:assert/strict';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { check, finished, needed, refused, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const auth = needed('AUTH_URL');
const email = needed('EMAIL');
const password = needed('PASSWORD');
remember(password);

const supabase = supabaseClient({ url: auth });
const settings = await (await fetch(`${auth}/auth/v1/settings`)).json();

/** What a front end does: fetches a challenge, does the work, and encodes both. */
async function captchaToken() {
  const challenge = await (await fetch(`${auth}${new URL(settings.captcha.challenge_url).pathname}`)).json();
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

await check('the settings say that ALTCHA is asked for at sign-up and recovery', () => {
  assert.equal(settings.captcha.provider, 'altcha');
  assert.deepEqual(settings.captcha.always, ['recovery', 'sign_up']);
});

await check('nobody signs up without a proof, or with one that is none', async () => {
  refused(await supabase.auth.signUp({ email, password }), 'captcha_failed', 400);
  const options = { captchaToken: 'none' };
  refused(await supabase.auth.signUp({ email, password, options }), 'captcha_failed', 400);
});

await check('a proof signs up once', async () => {
  const options = { captchaToken: await captchaToken() };
  unwrap(await supabase.auth.signUp({ email, password, options }));
  refused(await supabase.auth.signUp({ email: `other-${email}`, password, options }), 'captcha_failed', 400);
});

await check('a recovery takes a proof', async () => {
  refused(await supabase.auth.resetPasswordForEmail(email), 'captcha_failed', 400);
  const options = { captchaToken: await captchaToken() };
  unwrap(await supabase.auth.resetPasswordForEmail(email, options));
});

await check('a sign-in takes one after three wrong passwords, and none before', async () => {
  unwrap(await supabase.auth.signInWithPassword({ email, password }));
  for (let i = 0; i < 3; i += 1) {
    refused(await supabase.auth.signInWithPassword({ email, password: `${password}!` }), 'invalid_credentials', 400);
  }
  refused(await supabase.auth.signInWithPassword({ email, password }), 'captcha_failed', 400);
  const options = { captchaToken: await captchaToken() };
  unwrap(await supabase.auth.signInWithPassword({ email, password, options }));
});

finished();
