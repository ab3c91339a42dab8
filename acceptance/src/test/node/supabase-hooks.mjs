// Hooks as Supabase documents them: a server of the operator's that verifies each call by the standardwebhooks package,
// while an unmodified supabase-js signs people up and in.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { check, finished, needed, platform, refused, remember, unwrap } from './checks.mjs';
import { supabaseClient } from './supabase.mjs';

const auth = needed('AUTH_URL');
const port = Number(needed('HOOK_PORT'));
const secret = needed('HOOK_SECRET');
const email = needed('EMAIL');
const phone = needed('PHONE');
const password = needed('PASSWORD');
remember(password, secret);

function client() {
  return supabaseClient({ url: auth });
}

const webhook = new Webhook(secret.replace('v1,whsec_', ''));
const calls = { '/before': [], '/claims': [], '/email': [], '/sms': [] };
const answers = {
  '/before': ({ user }) =>
    user.email.startsWith('refused') ? { error: { http_code: 403, message: 'Not with this address.' } } : {},
  '/claims': ({ claims }) => ({ claims: { ...claims, plan: 'gold', role: 'platform_admin', aal: 'aal2', exp: claims.exp + 9999 } }),
  '/email': () => ({}),
  '/sms': () => ({}),
};

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  let payload;
  try {
    payload = webhook.verify(Buffer.concat(parts).toString(), request.headers);
  } catch (error) {
    console.log(`     ${request.url}: ${error}`);
    response.writeHead(401).end();
    return;
  }
  calls[request.url].push(payload);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answers[request.url](payload)));
});
await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

/** The last call of a hook for which it holds, or of the mailbox: another process may have sent that one. */
async function message(path, matches, to) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = calls[path].findLast(matches);
    if (found) {
      return found;
    }
    const { items } = await (await fetch(`${platform}/mailbox/mails?to=${encodeURIComponent(to)}`)).json();
    if (items.length > 0) {
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} was not called`);
}

/** Asks for messages, each to an address of its own, until the process with the hooks sent one. */
async function sent(path, ask) {
  for (let i = 0; i < 10; i++) {
    const { matches, to, ...rest } = await ask(i);
    const found = await message(path, matches, to);
    if (found) {
      return { found, ...rest };
    }
  }
  throw new Error(`${path} was never called`);
}

await check('before-user-created refuses a sign-up with its own words', async () => {
  refused(await client().auth.signUp({ email: `refused-${email}`, password }), 'unknown', 403);
  const { error } = await client().auth.signUp({ email: `refused-${email}`, password });
  assert.equal(error.message, 'Not with this address.');
  assert.equal(calls['/before'][0].metadata.name, 'before-user-created');
});

let session;

await check('send-email brings code and link, and before-user-created was asked', async () => {
  const { found, address } = await sent('/email', async (i) => {
    const address = `hooked${i}-${email}`;
    unwrap(await client().auth.signUp({ email: address, password, options: { data: { name: 'Ada' } } }));
    return { address, to: address, matches: (call) => call.user.email === address };
  });
  const { token, token_hash, email_action_type, redirect_to, site_url } = found.email_data;
  remember(token_hash);
  assert.equal(email_action_type, 'signup');
  assert.ok(redirect_to.startsWith('http') && site_url.startsWith('http'));
  assert.match(token, /^\d{6}$/);
  const asked = calls['/before'].find((call) => call.user.email === address);
  assert.equal(asked.user.user_metadata.name, 'Ada');
  ({ session } = unwrap(await client().auth.verifyOtp({ token_hash, type: 'signup' })));
});

await check('custom-access-token adds claims, and changes none that services decide by', async () => {
  const { claims } = unwrap(await client().auth.getClaims(session.access_token));
  assert.equal(claims.plan, 'gold');
  assert.equal(claims.role, 'admin');
  assert.equal(claims.aal, 'aal1');
  const shown = calls['/claims'].at(-1);
  assert.equal(shown.authentication_method, 'otp');
  assert.equal(shown.user_id, claims.sub);
  assert.equal(shown.claims.exp, claims.exp);
  const signedIn = client();
  unwrap(await signedIn.auth.setSession(session));
  const refreshed = unwrap(await signedIn.auth.refreshSession());
  assert.equal(unwrap(await client().auth.getClaims(refreshed.session.access_token)).claims.plan, 'gold');
});

await check('send-sms brings the code', async () => {
  const { found, number } = await sent('/sms', async (i) => {
    const number = phone.slice(0, -1) + i;
    unwrap(await client().auth.signInWithOtp({ phone: number }));
    return { number, to: `${number}@sms.localhost`, matches: (call) => call.sms.phone === number.slice(1) };
  });
  assert.equal(found.user.phone, number.slice(1));
  assert.equal(found.sms.sms_type, 'sms');
  const { user } = unwrap(await client().auth.verifyOtp({ phone: number, token: found.sms.otp, type: 'sms' }));
  assert.equal(user.phone, number.slice(1));
});

await check('a hook that fails lets nobody in', async () => {
  answers['/claims'] = () => ({ nothing: true });
  const { error } = await client().auth.signUp({ email: `late-${email}`, password });
  assert.equal(error, null);
  const signedIn = client();
  await signedIn.auth.setSession(session);
  const refreshed = await fetch(`${auth}/auth/v1/token?grant_type=refresh_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: session.refresh_token }),
  });
  assert.equal(refreshed.status, 503);
});

server.close();
finished();
