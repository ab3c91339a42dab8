// Passkeys by @supabase/supabase-js in Chromium, with a virtual authenticator that the browser's own protocol provides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, finished, needed, platform, remember } from './checks.mjs';

const email = needed('EMAIL');
const otherEmail = needed('OTHER_EMAIL');
const password = needed('PASSWORD');
const allowed = new URL(needed('ALLOWED_ORIGIN'));
remember(email, otherEmail, password);

const require = createRequire(import.meta.url);
const library = readFileSync(join(dirname(require.resolve('@supabase/supabase-js')), 'umd', 'supabase.js'));
const server = createServer((request, response) => {
  if (request.url === '/supabase.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(library);
  } else {
    response.writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><meta charset="utf-8"><title>App</title><script src="/supabase.js"></script>');
  }
});
await new Promise((resolve, reject) => {
  server.on('error', reject);
  server.listen(Number(allowed.port), allowed.hostname, resolve);
});

const browser = await chromium.launch({
  executablePath: needed('CHROMIUM'),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
const page = await browser.newPage();
await page.goto(allowed.origin, { waitUntil: 'load' });
const cdp = await page.context().newCDPSession(page);
await cdp.send('WebAuthn.enable');

async function plugIn(verified) {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: verified ? 'internal' : 'usb',
      // Asked to store a passkey, a key without a PIN would have Chromium ask its owner for a new one.
      hasResidentKey: verified,
      hasUserVerification: verified,
      isUserVerified: verified,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

/** Runs something in the page with a client of its own. */
function run(body, argument) {
  return page.evaluate(async ({ source, platform, argument }) => {
    const client = () => supabase.createClient(platform, 'no-key-needed', {
      auth: { autoRefreshToken: false, persistSession: false },
    });
    const claims = async (of) => (await of.auth.getClaims()).data.claims;
    const done = (answer) => {
      if (answer.error) {
        throw new Error(`${answer.error.code}: ${answer.error.message}`);
      }
      return answer.data;
    };
    // eslint-disable-next-line no-new-func
    return new Function('tools', `return (${source})(tools)`)({ client, claims, done, platform, argument });
  }, { source: body.toString(), platform, argument });
}

let authenticator = await plugIn(true);

await check('a person signs up and registers a passkey', async () => {
  const seen = await run(async ({ client, done, claims, argument }) => {
    const me = client();
    done(await me.auth.signUp(argument));
    const passkey = done(await me.auth.registerPasskey());
    done(await me.auth.refreshSession());
    return { passkey, listed: done(await me.auth.passkey.list()), claims: await claims(me) };
  }, { email, password });
  assert.match(seen.passkey.id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(seen.listed.map(({ id }) => id), [seen.passkey.id]);
  assert.equal(seen.claims.aal, 'aal2');
});

await check('they sign in with it, without a name or a password, and have aal2', async () => {
  const seen = await run(async ({ client, done, claims }) => {
    const me = client();
    const { user } = done(await me.auth.signInWithPasskey());
    const { aal, amr } = await claims(me);
    return { email: user.email, aal, methods: amr.map(({ method }) => method) };
  });
  assert.deepEqual(seen, { email, aal: 'aal2', methods: ['webauthn'] });
});

await check('after a password it is the second factor', async () => {
  const seen = await run(async ({ client, done, claims, argument, platform }) => {
    const me = client();
    const { session } = done(await me.auth.signInWithPassword(argument));
    const leads = (token) => fetch(`${platform}/leads/v1/leads`, { headers: { authorization: `Bearer ${token}` } });
    const before = (await leads(session.access_token)).status;
    const [factor] = done(await me.auth.mfa.listFactors()).webauthn;
    done(await me.auth.mfa.webauthn.authenticate({ factorId: factor.id }));
    const after = (await leads(done(await me.auth.getSession()).session.access_token)).status;
    return { before, after, aal: (await claims(me)).aal };
  }, { email, password });
  assert.deepEqual(seen, { before: 403, after: 200, aal: 'aal2' });
});

await check('a clone, whose counter is behind, is refused', async () => {
  const { credentials: [credential] } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: authenticator });
  await cdp.send('WebAuthn.removeCredential', { authenticatorId: authenticator, credentialId: credential.credentialId });
  await cdp.send('WebAuthn.addCredential', { authenticatorId: authenticator, credential: { ...credential, signCount: 0 } });
  const seen = await run(async ({ client }) => (await client().auth.signInWithPasskey()).error?.code);
  assert.equal(seen, 'webauthn_verification_failed');
  await cdp.send('WebAuthn.removeCredential', { authenticatorId: authenticator, credentialId: credential.credentialId });
  await cdp.send('WebAuthn.addCredential', {
    authenticatorId: authenticator,
    credential: { ...credential, signCount: credential.signCount + 10 },
  });
});

await check('an answer works once', async () => {
  const seen = await run(async ({ client, done, platform }) => {
    const me = client();
    const begun = done(await me.auth.passkey.startAuthentication());
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(begun.options);
    const credential = (await navigator.credentials.get({ publicKey })).toJSON();
    const post = () => fetch(`${platform}/auth/v1/passkeys/authentication/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-supabase-api-version': '2024-01-01' },
      body: JSON.stringify({ challenge_id: begun.challenge_id, credential }),
    });
    const first = await post();
    const second = await post();
    return { first: first.status, second: second.status, code: (await second.json()).code };
  });
  assert.deepEqual(seen, { first: 200, second: 400, code: 'webauthn_challenge_expired' });
});

await check('it is renamed and removed', async () => {
  const seen = await run(async ({ client, done }) => {
    const me = client();
    done(await me.auth.signInWithPasskey());
    const [{ id, last_used_at: used }] = done(await me.auth.passkey.list());
    const renamed = done(await me.auth.passkey.update({ passkeyId: id, friendlyName: 'laptop' }));
    done(await me.auth.passkey.delete({ passkeyId: id }));
    const left = done(await me.auth.passkey.list());
    const after = (await client().auth.signInWithPasskey()).error?.code;
    return { used: Boolean(used), name: renamed.friendly_name, left, after };
  });
  assert.deepEqual(seen, { used: true, name: 'laptop', left: [], after: 'webauthn_verification_failed' });
});

await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: authenticator });
authenticator = await plugIn(false);

await check('a security key without a PIN is enrolled as a second factor, and shown', async () => {
  const seen = await run(async ({ client, done, claims, argument }) => {
    const me = client();
    done(await me.auth.signUp(argument));
    done(await me.auth.mfa.webauthn.register({ friendlyName: 'key ring' }));
    const enrolled = (await claims(me)).aal;
    const again = client();
    done(await again.auth.signInWithPassword(argument));
    const before = done(await again.auth.mfa.getAuthenticatorAssuranceLevel());
    const [factor] = done(await again.auth.mfa.listFactors()).webauthn;
    done(await again.auth.mfa.webauthn.authenticate({ factorId: factor.id }));
    return { enrolled, before, name: factor.friendly_name, after: (await claims(again)).aal };
  }, { email: otherEmail, password });
  assert.equal(seen.enrolled, 'aal2');
  assert.equal(seen.before.currentLevel, 'aal1');
  assert.equal(seen.before.nextLevel, 'aal2');
  assert.equal(seen.name, 'key ring');
  assert.equal(seen.after, 'aal2');
});

await browser.close();
server.close();
finished();
