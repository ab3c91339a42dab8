// Second factors by @supabase/supabase-js as it comes from npm, with codes that oathtool computes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { check, finished, needed, platform, refused, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const email = needed('EMAIL');
const password = needed('PASSWORD');
const oathtool = needed('OATHTOOL');
remember(email, password);

function client() {
  return supabaseClient({ auth: { experimental: { recoveryCodes: true } } });
}

/** A step's code works once for the person: this waits for one that was not used. */
let lastStep = 0;
async function code(secret) {
  let step = Math.floor(Date.now() / 30_000);
  while (step <= lastStep) {
    // One step early is accepted.
    if (step + 1 > lastStep) {
      step += 1;
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    step = Math.floor(Date.now() / 30_000);
  }
  lastStep = step;
  const now = new Date(step * 30_000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC');
  const printed = execFileSync(oathtool, ['--totp', '--base32', `--now=${now}`, secret], { encoding: 'utf8' }).trim();
  return printed;
}

function wrong(right) {
  return right.replace(/\d/g, (digit) => String(9 - digit));
}

async function signIn() {
  const who = client();
  unwrap(await who.auth.signInWithPassword({ email, password }));
  return who;
}

async function status(who, path) {
  const { access_token: token } = unwrap(await who.auth.getSession()).session;
  return (await fetch(`${platform}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
}

const main = client();
unwrap(await main.auth.signUp({ email, password }));

let phone;
await check('mfa.enroll answers a secret, its URI and a QR code that a page can show', async () => {
  phone = unwrap(await main.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone', issuer: 'Lead Ignite' }));
  remember(phone.totp.secret, phone.totp.uri);
  assert.equal(phone.type, 'totp');
  assert.equal(phone.friendly_name, 'phone');
  assert.match(phone.totp.qr_code, /^data:image\/svg\+xml;utf-8,<svg /);
  const uri = new URL(phone.totp.uri);
  assert.equal(uri.searchParams.get('secret'), phone.totp.secret);
  assert.equal(uri.searchParams.get('issuer'), 'Lead Ignite');
});

await check('an enrolment that begins again replaces the unverified one', async () => {
  const again = unwrap(await main.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }));
  remember(again.totp.secret, again.totp.uri);
  assert.notEqual(again.id, phone.id);
  phone = again;
  const factors = unwrap(await main.auth.mfa.listFactors());
  assert.deepEqual(factors.all.map((factor) => factor.id), [phone.id]);
  assert.deepEqual(factors.totp, [], 'it is not verified yet');
});

await check('a wrong code is 422, the first time too', async () => {
  const { id: challengeId } = unwrap(await main.auth.mfa.challenge({ factorId: phone.id }));
  const answer = await main.auth.mfa.verify({ factorId: phone.id, challengeId, code: 'nocode' });
  const error = refused(answer, 'mfa_verification_failed', 422);
  assert.equal(error.message, 'Invalid TOTP code entered');
});

await check('mfa.challenge and mfa.verify finish the enrolment, and the session is aal2', async () => {
  const events = [];
  main.auth.onAuthStateChange((event) => void events.push(event));
  const before = unwrap(await main.auth.getSession()).session;
  const challenge = unwrap(await main.auth.mfa.challenge({ factorId: phone.id }));
  assert.ok(challenge.expires_at > Date.now() / 1000);
  const session = unwrap(
    await main.auth.mfa.verify({ factorId: phone.id, challengeId: challenge.id, code: await code(phone.totp.secret) }));
  assert.notEqual(session.access_token, before.access_token);
  const level = unwrap(await main.auth.mfa.getAuthenticatorAssuranceLevel());
  assert.equal(level.currentLevel, 'aal2');
  assert.equal(level.nextLevel, 'aal2');
  assert.deepEqual(level.currentAuthenticationMethods.map((each) => each.method), ['totp', 'password']);
  const old = unwrap(await main.auth.getClaims(before.access_token)).claims;
  const { claims } = unwrap(await main.auth.getClaims());
  assert.equal(claims.session_id, old.session_id);
  assert.ok(events.includes('MFA_CHALLENGE_VERIFIED'));
});

await check('the session goes on: it is refreshed, and lists its factor', async () => {
  unwrap(await main.auth.refreshSession());
  const factors = unwrap(await main.auth.mfa.listFactors());
  assert.deepEqual(factors.totp.map((factor) => factor.friendly_name), ['phone']);
  assert.equal(await status(main, '/leads/v1/leads'), 200);
});

await check('without the second factor no service answers, and the client is told what is missing', async () => {
  const half = await signIn();
  const level = unwrap(await half.auth.mfa.getAuthenticatorAssuranceLevel());
  assert.equal(level.currentLevel, 'aal1');
  assert.equal(level.nextLevel, 'aal2');
  for (const path of ['/leads/v1/leads', '/webhooks/v1/sources', '/audit/v1/events', '/auth/v1/organization']) {
    assert.equal(await status(half, path), 403, path);
  }
  refused(await half.auth.updateUser({ password: `${password} x` }), 'insufficient_aal', 403);
  refused(await half.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'thief' }), 'insufficient_aal', 403);
  refused(await half.auth.mfa.unenroll({ factorId: phone.id }), 'insufficient_aal', 403);
  assert.equal(unwrap(await half.auth.getUser()).user.email, email);
  unwrap(await half.auth.refreshSession());
  assert.equal(await status(half, '/leads/v1/leads'), 403);
  assert.equal((await half.auth.signOut({ scope: 'local' })).error, null);
});

await check('mfa.challengeAndVerify finishes the sign-in, and a code works once', async () => {
  const one = await signIn();
  const two = await signIn();
  const right = await code(phone.totp.secret);
  refused(await one.auth.mfa.challengeAndVerify({ factorId: phone.id, code: wrong(right) }), 'mfa_verification_failed', 422);
  unwrap(await one.auth.mfa.challengeAndVerify({ factorId: phone.id, code: right }));
  assert.equal(await status(one, '/leads/v1/leads'), 200);
  refused(await two.auth.mfa.challengeAndVerify({ factorId: phone.id, code: right }), 'mfa_verification_failed', 422);
  assert.equal(await status(two, '/leads/v1/leads'), 403);
});

let codes;
await check('mfa.recoveryCodes.generate answers ten codes', async () => {
  const made = unwrap(await main.auth.mfa.recoveryCodes.generate());
  codes = made.codes;
  remember(...codes);
  assert.equal(made.total, 10);
  assert.equal(codes.length, 10);
  const left = unwrap(await main.auth.mfa.recoveryCodes.getStatus());
  assert.equal(left.remaining, 10);
  const factors = unwrap(await main.auth.mfa.listFactors());
  assert.equal(factors.recovery_code.length, 1);
});

await check('mfa.recoveryCodes.verify takes each code once', async () => {
  const lost = await signIn();
  unwrap(await lost.auth.mfa.recoveryCodes.verify({ code: codes[0].toUpperCase().replace(/(.{4})/g, '$1-') }));
  assert.equal(await status(lost, '/leads/v1/leads'), 200);
  assert.equal(unwrap(await lost.auth.getClaims()).claims.amr[0].method, 'mfa/recovery_code');
  const again = await signIn();
  refused(await again.auth.mfa.recoveryCodes.verify({ code: codes[0] }), 'mfa_verification_failed', 422);
  assert.equal(unwrap(await again.auth.mfa.recoveryCodes.getStatus()).remaining, 9);
});

await check('mfa.recoveryCodes.regenerate replaces them', async () => {
  const made = unwrap(await main.auth.mfa.recoveryCodes.regenerate());
  remember(...made.codes);
  const half = await signIn();
  refused(await half.auth.mfa.recoveryCodes.verify({ code: codes[1] }), 'mfa_verification_failed', 422);
  unwrap(await half.auth.mfa.recoveryCodes.verify({ code: made.codes[1] }));
});

await check('mfa.unenroll removes the factor, and the recovery codes with it', async () => {
  const { id } = unwrap(await main.auth.mfa.unenroll({ factorId: phone.id }));
  assert.equal(id, phone.id);
  unwrap(await main.auth.refreshSession());
  assert.deepEqual(unwrap(await main.auth.mfa.listFactors()).all, []);
  assert.equal(unwrap(await main.auth.mfa.getAuthenticatorAssuranceLevel()).nextLevel, 'aal1');
  assert.equal(await status(await signIn(), '/leads/v1/leads'), 200);
});

finished();
