// A partner's programs: openid-client, oauth4webapi and jose as they come from npm, against the platform's front door.
import assert from 'node:assert/strict';
import * as jose from 'jose';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { check, finished, needed, platform, remember } from './checks.mjs';

const person = needed('TOKEN');
const described = await fetch(`${platform}/auth/v1/.well-known/openid-configuration`);
// Proofs are for the address that the issuer names, whatever else the platform answers at.
const issuer = new URL((await described.json()).issuer);
const callback = 'https://partner.example/callback';
const insecure = { execute: [client.allowInsecureRequests], algorithm: 'oauth2' };

async function call(method, path, body) {
  const response = await fetch(`${platform}${path}`, {
    method,
    headers: { authorization: `Bearer ${person}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path} answers ${response.status} ${await response.clone().text()}`);
  return response.json();
}

async function register(more) {
  const made = await call('POST', '/auth/v1/oauth/clients', {
    name: 'Dialer',
    scopes: ['leads:read', 'leads:write'],
    redirect_uris: [callback],
    ...more,
  });
  remember(made.client_secret);
  return { id: made.client.client_id, secret: made.client_secret };
}

/** What the page that asks the person does. */
async function consent(url) {
  const asked = await fetch(url, { redirect: 'manual' });
  assert.equal(asked.status, 303);
  const id = new URL(asked.headers.get('location')).searchParams.get('authorization_id');
  const details = await call('GET', `/auth/v1/oauth/authorizations/${id}`);
  assert.equal(details.client.name, 'Dialer');
  const decided = await call('POST', `/auth/v1/oauth/authorizations/${id}/consent`, { action: 'approve' });
  return new URL(decided.redirect_url);
}

async function flow(config, { DPoP, pushed } = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const parameters = {
    redirect_uri: callback,
    scope: 'leads:read',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  const url = pushed
    ? await client.buildAuthorizationUrlWithPAR(config, parameters)
    : client.buildAuthorizationUrl(config, parameters);
  const tokens = await client.authorizationCodeGrant(
    config,
    await consent(url),
    { pkceCodeVerifier: verifier, expectedState: state },
    undefined,
    { DPoP },
  );
  remember(tokens.access_token, tokens.refresh_token);
  return tokens;
}

const leads = new URL('/leads/v1/leads', issuer);

const secretClient = await register({});
const bySecret = await client.discovery(issuer, secretClient.id, secretClient.secret, client.ClientSecretBasic(), insecure);

await check('openid-client discovers, pushes a request, exchanges a code and reads leads', async () => {
  const tokens = await flow(bySecret, { pushed: true });
  assert.equal(tokens.scope, 'leads:read');
  assert.equal((await client.fetchProtectedResource(bySecret, tokens.access_token, leads, 'GET')).status, 200);
});

await check('jose verifies the token by the published keys', async () => {
  const tokens = await flow(bySecret);
  const keys = jose.createRemoteJWKSet(new URL(bySecret.serverMetadata().jwks_uri));
  const { payload } = await jose.jwtVerify(tokens.access_token, keys, {
    issuer: issuer.href,
    audience: 'authenticated',
    typ: 'at+jwt',
    algorithms: ['ES256'],
  });
  assert.equal(payload.client_id, secretClient.id);
  assert.equal(payload.email, undefined);
  await assert.rejects(
    jose.jwtVerify(tokens.access_token, keys, { audience: 'another' }), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
  const [header, , signature] = tokens.access_token.split('.');
  const forged = jose.base64url.encode(JSON.stringify({ ...payload, role: 'platform_admin' }));
  await assert.rejects(
    jose.jwtVerify(`${header}.${forged}.${signature}`, keys), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
});

await check('openid-client refreshes, introspects and revokes', async () => {
  const tokens = await flow(bySecret);
  const next = await client.refreshTokenGrant(bySecret, tokens.refresh_token);
  remember(next.access_token, next.refresh_token);
  assert.equal((await client.tokenIntrospection(bySecret, next.access_token)).active, true);
  await client.tokenRevocation(bySecret, next.refresh_token);
  assert.equal((await client.tokenIntrospection(bySecret, next.access_token)).active, false);
  await assert.rejects(client.fetchProtectedResource(bySecret, next.access_token, leads, 'GET'), /401|challenge/i);
});

await check('a public client of openid-client binds its tokens to a key, at every service', async () => {
  const app = await register({ token_endpoint_auth_method: 'none' });
  const config = await client.discovery(issuer, app.id, undefined, client.None(), insecure);
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
  const tokens = await flow(config, { DPoP });
  assert.equal(tokens.token_type, 'dpop');
  for (let i = 0; i < 2; i++) {
    const read = await client.fetchProtectedResource(
      config, tokens.access_token, leads, 'GET', undefined, undefined, { DPoP });
    assert.equal(read.status, 200);
  }
  const bare = await fetch(leads, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.equal(bare.status, 401);
  const next = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
  remember(next.access_token, next.refresh_token);
  await assert.rejects(client.refreshTokenGrant(config, next.refresh_token));
});

await check('oauth4webapi authenticates by a key of the client, and gets a token of its own', async () => {
  const { publicKey, privateKey } = await jose.generateKeyPair('ES256');
  const jwk = { ...(await jose.exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'ES256' };
  const machine = await register({
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
    grant_types: ['client_credentials'],
    redirect_uris: [],
  });
  const options = { [oauth.allowInsecureRequests]: true };
  const as = await oauth.processDiscoveryResponse(
    issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options }));
  const who = { client_id: machine.id };
  const tokens = await oauth.processClientCredentialsResponse(
    as,
    who,
    await oauth.clientCredentialsGrantRequest(
      as, who, oauth.PrivateKeyJwt({ key: privateKey, kid: 'k1' }), new URLSearchParams({ scope: 'leads:read' }), options),
  );
  remember(tokens.access_token);
  const read = await oauth.protectedResourceRequest(tokens.access_token, 'GET', leads, undefined, undefined, options);
  assert.equal(read.status, 200);
});

await check('oauth4webapi goes the whole way with PKCE and a key of its own (DPoP)', async () => {
  const app = await register({ token_endpoint_auth_method: 'none' });
  const options = { [oauth.allowInsecureRequests]: true };
  const as = await oauth.processDiscoveryResponse(
    issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options }));
  const who = { client_id: app.id };
  const DPoP = oauth.DPoP(who, await oauth.generateKeyPair('ES256'));
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: app.id,
    response_type: 'code',
    redirect_uri: callback,
    scope: 'leads:read',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const answer = oauth.validateAuthResponse(as, who, await consent(url), state);
  const tokens = await oauth.processAuthorizationCodeResponse(
    as,
    who,
    await oauth.authorizationCodeGrantRequest(as, who, oauth.None(), answer, callback, verifier, { DPoP, ...options }),
  );
  remember(tokens.access_token, tokens.refresh_token);
  assert.equal(tokens.token_type, 'dpop');
  const read = (handle) =>
    oauth
      .protectedResourceRequest(tokens.access_token, 'GET', leads, undefined, undefined, { DPoP: handle, ...options })
      .then((response) => response.status, (error) => error.status ?? error.response?.status);
  assert.equal(await read(DPoP), 200);
  assert.equal(await read(oauth.DPoP(who, await oauth.generateKeyPair('ES256'))), 401);
});

await check('an answer of another issuer is refused by the client (mix-up)', async () => {
  const answer = new URL(`${callback}?code=x&state=s&iss=${encodeURIComponent('https://evil.example')}`);
  await assert.rejects(
    client.authorizationCodeGrant(bySecret, answer, { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: 's' }),
    ({ cause }) => /"iss"/.test(cause.message),
  );
});

finished();
