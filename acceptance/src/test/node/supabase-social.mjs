// Social sign-in by @supabase/supabase-js as it comes from npm, at a provider that others wrote: npm's oidc-provider, which
// this starts, or Keycloak, which runs. The browser is the few lines below, which keep cookies and follow redirects.
import assert from 'node:assert/strict';
import { check, finished, needed, remember, unwrap } from './checks.mjs';
import { keycloak } from './keycloak.mjs';
import { oidcProvider } from './oidc-provider.mjs';
import { supabaseClient } from './supabase.mjs';

const name = needed('PROVIDER');
const email = needed('EMAIL');
const password = needed('PASSWORD');
const site = `${needed('SITE_URL')}/welcome`;
remember(email, password, needed('CLIENT_SECRET'));

const ada = { login: 'ada', email, verified: true };
const mallory = { login: 'mallory', email, verified: false };
const people = [ada, mallory];
const callback = `${needed('SITE_URL')}/auth/v1/callback`;
const provider = await (name === 'keycloak' ? keycloak : oidcProvider)(people, callback);

/** A browser: keeps the cookies of each host. */
class Browser {
  cookies = new Map();

  async open(url, options = {}) {
    const kept = this.cookies.get(new URL(url).host) ?? new Map();
    this.cookies.set(new URL(url).host, kept);
    const cookie = [...kept].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await fetch(url, { ...options, redirect: 'manual', headers: { ...options.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      kept.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows redirects until one of another server, or of the callback, or a page. */
  async follow(url, options) {
    let response = await this.open(url, options);
    let at = url;
    while (response.status >= 300 && response.status < 400) {
      const next = new URL(response.headers.get('location'), at).toString();
      if (next.startsWith(callback) || next.startsWith(site)) {
        return { at: next };
      }
      at = next;
      response = await this.open(at);
    }
    return { at, page: await response.text(), status: response.status };
  }

  /** Where the platform redirects a person to who comes back. */
  async land(url) {
    const response = await this.open(url);
    return { status: response.status, to: response.headers.get('location'), body: await response.text() };
  }
}

function memory() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
    verifier: () => JSON.parse([...kept].find(([key]) => key.endsWith('-code-verifier'))[1]).split('/')[0],
  };
}

function client(storage = memory()) {
  return supabaseClient({ url: needed('SITE_URL'), auth: { flowType: 'pkce', persistSession: true, storage } });
}

/** The address of the provider that signInWithOAuth leads to. */
async function begin(browser, supabase) {
  const { url } = unwrap(
    await supabase.auth.signInWithOAuth({ provider: name, options: { redirectTo: site, skipBrowserRedirect: true } }),
  );
  const response = await browser.open(url);
  assert.equal(response.status, 302, await response.text());
  return response.headers.get('location');
}

/** Changes a parameter of an address. */
function changed(url, key, value) {
  const copy = new URL(url);
  copy.searchParams.set(key, value);
  return copy.toString();
}

async function signIn(person, { asked = (url) => url, back = (url) => url } = {}) {
  const browser = new Browser();
  const supabase = client();
  const url = await begin(browser, supabase);
  const returned = await provider.signIn(browser, asked(url), person);
  return { supabase, browser, returned, landed: await browser.land(back(returned)) };
}

async function session({ supabase, landed }) {
  assert.equal(landed.status, 303, landed.body);
  const code = new URL(landed.to).searchParams.get('code');
  assert.ok(code, landed.to);
  return unwrap(await supabase.auth.exchangeCodeForSession(code)).session;
}

function refusedWith(landed, code) {
  assert.equal(landed.status, 303, landed.body);
  assert.equal(new URL(landed.to).searchParams.get('error_code'), code, landed.to);
}

let first;
await check(`${name}: a person signs up, and the client gets the provider's token`, async () => {
  first = await session(await signIn(ada));
  assert.equal(first.user.email, email);
  assert.deepEqual(first.user.app_metadata.providers, [name]);
  assert.ok(first.provider_token);
  remember(first.provider_token, first.provider_refresh_token);
});

await check(`${name}: the second sign-in is the same account`, async () => {
  const second = await session(await signIn(ada));
  assert.equal(second.user.id, first.user.id);
  assert.equal(second.user.identities.length, 1);
});

await check(`${name}: an address that is not verified links nothing`, async () => {
  refusedWith((await signIn(mallory)).landed, 'provider_email_needs_verification');
});

await check(`${name}: another state, or another browser, is refused`, async () => {
  const { landed } = await signIn(ada, { back: (url) => changed(url, 'state', 'A'.repeat(43)) });
  assert.equal(landed.status, 400);
  const browser = new Browser();
  const returned = await provider.signIn(browser, await begin(browser, client()), ada);
  assert.equal((await new Browser().land(returned)).status, 400);
});

await check(`${name}: another nonce or challenge on the way there is refused`, async () => {
  for (const key of ['nonce', 'code_challenge']) {
    const { landed } = await signIn(ada, { asked: (url) => changed(url, key, 'B'.repeat(43)) });
    refusedWith(landed, 'bad_oauth_callback');
  }
});

await check(`${name}: the answer of another issuer is refused`, async () => {
  const { returned, landed } = await signIn(ada, { back: (url) => changed(url, 'iss', 'https://evil.example') });
  assert.ok(new URL(returned).searchParams.get('iss'), 'it names itself');
  refusedWith(landed, 'bad_oauth_callback');
});

await check(`${name}: of many callbacks at once, and of many exchanges, one succeeds`, async () => {
  const browser = new Browser();
  const storage = memory();
  const returned = await provider.signIn(browser, await begin(browser, client(storage)), ada);
  const landings = await Promise.all(Array.from({ length: 10 }, () => browser.land(returned)));
  const good = landings.filter(({ status }) => status === 303);
  assert.equal(good.length, 1);
  const code = new URL(good[0].to).searchParams.get('code');
  // By hand: supabase-js makes one exchange at a time.
  const exchange = { auth_code: code, code_verifier: storage.verifier() };
  const exchanges = await Promise.all(
    Array.from({ length: 10 }, () =>
      fetch(`${needed('SITE_URL')}/auth/v1/token?grant_type=pkce`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(exchange),
      }),
    ),
  );
  assert.equal(exchanges.filter(({ status }) => status === 200).length, 1);
});

await check(`${name}: a person with a password links the provider, and unlinks it`, async () => {
  const supabase = client();
  const other = `linking-${email}`;
  remember(other);
  const user = await provider.person({ login: 'linda', email: other, verified: false });
  unwrap(await supabase.auth.signUp({ email: other, password }));
  const { url } = unwrap(
    await supabase.auth.linkIdentity({ provider: name, options: { redirectTo: site, skipBrowserRedirect: true } }),
  );
  const browser = new Browser();
  const landed = await browser.land(await provider.signIn(browser, url, user));
  const linked = await session({ supabase, landed });
  assert.equal(linked.user.email, other);
  const identity = linked.user.identities.find((each) => each.provider === name);
  unwrap(await supabase.auth.unlinkIdentity(identity));
  assert.equal(unwrap(await supabase.auth.getUserIdentities()).identities.length, 1);
});

await check(`${name}: an anonymous person who links the provider keeps their account`, async () => {
  const supabase = client();
  const nobody = unwrap(await supabase.auth.signInAnonymously()).user;
  const address = `anonymous-${email}`;
  remember(address);
  const user = await provider.person({ login: 'anna', email: address, verified: true });
  const { url } = unwrap(
    await supabase.auth.linkIdentity({ provider: name, options: { redirectTo: site, skipBrowserRedirect: true } }),
  );
  const browser = new Browser();
  const linked = await session({ supabase, landed: await browser.land(await provider.signIn(browser, url, user)) });
  assert.equal(linked.user.id, nobody.id);
  assert.equal(linked.user.email, address);
  assert.equal(linked.user.is_anonymous, false);
});

if (name === 'keycloak') {
  const call = (path, token) =>
    fetch(`${needed('SITE_URL')}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

  await check('its own access token is the person, in the organization and role that the database has', async () => {
    const { access_token: ours, provider_token: theirs } = await session(await signIn(ada));
    assert.equal(claims(theirs).role, 'platform_admin');
    const answer = await call('/auth/v1/organization', theirs);
    assert.equal(answer.status, 200, await answer.clone().text());
    const organization = await answer.json();
    assert.equal(organization.id, claims(ours).tenant_id);
    assert.equal(organization.role, 'admin');
    for (const path of ['/leads/v1/leads', '/audit/v1/events', '/webhooks/v1/sources']) {
      const read = await call(path, theirs);
      assert.equal(read.status, 200, `${path} ${await read.text()}`);
    }
    assert.equal((await call('/auth/v1/admin/users', theirs)).status, 403);
  });

  await check('tokens for another application and ID tokens are refused', async () => {
    const another = await provider.tokenOfAnother(ada);
    for (const token of [another.access_token, another.id_token]) {
      for (const path of ['/leads/v1/leads', '/auth/v1/organization']) {
        assert.equal((await call(path, token)).status, 401, path);
      }
    }
  });
}

provider.close();
finished();
