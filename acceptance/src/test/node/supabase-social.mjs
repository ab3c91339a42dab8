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
  };
}

function client() {
  return supabaseClient({ url: needed('SITE_URL'), auth: { flowType: 'pkce', persistSession: true, storage: memory() } });
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
  const supabase = client();
  const returned = await provider.signIn(browser, await begin(browser, supabase), ada);
  const landings = await Promise.all(Array.from({ length: 10 }, () => browser.land(returned)));
  const good = landings.filter(({ status }) => status === 303);
  assert.equal(good.length, 1);
  const code = new URL(good[0].to).searchParams.get('code');
  unwrap(await supabase.auth.exchangeCodeForSession(code));
  assert.ok((await supabase.auth.exchangeCodeForSession(code)).error);
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

provider.close();
finished();
