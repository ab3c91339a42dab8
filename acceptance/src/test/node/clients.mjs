// How @supabase/supabase-js and @supabase/ssr take what goes wrong: a session that was ended elsewhere, an answer
// that never came.
import assert from 'node:assert/strict';
import { createServerClient } from '@supabase/ssr';
import { check, finished, needed, platform, remember, unwrap, watchedFetch } from './checks.mjs';
import { realtime, supabaseClient } from './supabase.mjs';

const email = needed('EMAIL');
const password = needed('PASSWORD');
remember(email, password);

function client(fetch = watchedFetch) {
  return supabaseClient({ fetch });
}

/** A server that renders pages: what the browser holds in cookies is all there is of a session. */
function server(cookies) {
  return createServerClient(platform, 'no-key-needed', {
    cookies: {
      getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
      setAll: (changed) => changed.forEach(({ name, value }) => (value ? cookies.set(name, value) : cookies.delete(name))),
    },
    global: { fetch: watchedFetch },
    realtime,
  });
}

const main = client();
unwrap(await main.auth.signUp({ email, password, options: { data: { name: 'Ada' } } }));

await check('the user carries what Supabase puts into the metadata and the identity', async () => {
  const { user } = unwrap(await main.auth.getUser());
  const known = { name: 'Ada', email, email_verified: true, phone_verified: false, sub: user.id };
  assert.deepEqual(user.user_metadata, known);
  assert.deepEqual(user.identities[0].identity_data, known);
  assert.notEqual(user.identities[0].identity_id, user.id);
});

await check('getClaims finds whole numbers in every registered time', async () => {
  const { claims } = unwrap(await main.auth.getClaims());
  for (const time of [claims.iat, claims.exp, claims.iat_ms, claims.amr[0].timestamp]) {
    assert.ok(Number.isInteger(time), `${time}`);
  }
});

await check('supabase-js drops a session that was ended elsewhere, and says so', async () => {
  const ended = client();
  unwrap(await ended.auth.signInWithPassword({ email, password }));
  const told = [];
  ended.auth.onAuthStateChange((event) => told.push(event));
  assert.equal((await main.auth.signOut({ scope: 'others' })).error, null);
  const { error } = await ended.auth.getUser();
  assert.equal(error?.name, 'AuthSessionMissingError');
  assert.equal((await ended.auth.getSession()).data.session, null);
  assert.ok(told.includes('SIGNED_OUT'), told);
});

await check('@supabase/ssr clears the cookies of a session that was ended elsewhere', async () => {
  const cookies = new Map();
  unwrap(await server(cookies).auth.signInWithPassword({ email, password }));
  assert.ok(cookies.size > 0);
  assert.equal(unwrap(await server(cookies).auth.getUser()).user.email, email);
  assert.equal((await main.auth.signOut({ scope: 'others' })).error, null);
  const { error } = await server(cookies).auth.getUser();
  assert.equal(error?.name, 'AuthSessionMissingError');
  assert.deepEqual([...cookies.keys()], []);
});

await check('supabase-js comes back from a refresh whose answers were lost', async () => {
  let lost = 0;
  const unlucky = client(async (input, init) => {
    const answer = await watchedFetch(input, init);
    if (String(input?.url ?? input).includes('grant_type=refresh_token') && lost < 3) {
      lost += 1;
      throw new TypeError('the connection broke');
    }
    return answer;
  });
  const { session } = unwrap(await unlucky.auth.signInWithPassword({ email, password }));
  const { session: refreshed } = unwrap(await unlucky.auth.refreshSession());
  assert.equal(lost, 3);
  assert.notEqual(refreshed.refresh_token, session.refresh_token);
  unwrap(await unlucky.auth.refreshSession());
  unwrap(await unlucky.auth.getUser());
});

await check('updateUser stores data beside an address that is theirs already', async () => {
  const { user } = unwrap(await main.auth.updateUser({ email, data: { company: 'Engines' } }));
  assert.equal(user.user_metadata.company, 'Engines');
});

await check('a body that fetch calls plain text is read', async () => {
  const answer = await fetch(`${platform}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
  });
  assert.equal(answer.status, 200);
  const { access_token: access, refresh_token: refresh } = await answer.json();
  remember(access, refresh);
});

await check('what is off is refused with the codes that an application switches on', async () => {
  const refusals = {
    signInWithSSO: await main.auth.signInWithSSO({ domain: 'example.com' }),
    signInWithIdToken: await client().auth.signInWithIdToken({ provider: 'google', token: 'x' }),
    linkIdentity: await main.auth.linkIdentity({ provider: 'google', options: { skipBrowserRedirect: true } }),
    unlinkIdentity: await main.auth.unlinkIdentity((await main.auth.getUser()).data.user.identities[0]),
    phoneSignUp: await client().auth.signUp({ phone: '+14155552671', password }),
    phoneSignIn: await client().auth.signInWithPassword({ phone: '+14155552671', password }),
  };
  assert.deepEqual(
    Object.fromEntries(Object.entries(refusals).map(([call, { error }]) => [call, `${error?.status} ${error?.code}`])),
    {
      signInWithSSO: '404 saml_provider_disabled',
      signInWithIdToken: '400 provider_disabled',
      linkIdentity: '400 validation_failed',
      unlinkIdentity: '422 single_identity_not_deletable',
      phoneSignUp: '400 phone_provider_disabled',
      phoneSignIn: '400 phone_provider_disabled',
    });
});

finished();
