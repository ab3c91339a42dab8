// A Keycloak that runs: a realm of its own is made there, and people sign in by its form.
import assert from 'node:assert/strict';
import { needed } from './checks.mjs';

export async function keycloak(people, callback) {
  const base = `http://127.0.0.1:${needed('PROVIDER_PORT')}`;
  const admin = needed('ADMIN_PASSWORD');
  const password = needed('PASSWORD');

  async function token() {
    const answer = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: admin }),
    });
    return (await answer.json()).access_token;
  }

  async function post(path, body) {
    const answer = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 201, await answer.text());
  }

  function user({ login, email, verified }) {
    return {
      username: login,
      email,
      emailVerified: verified,
      firstName: login,
      lastName: 'Tester',
      enabled: true,
      credentials: [{ type: 'password', value: password, temporary: false }],
    };
  }

  await post('/admin/realms', {
    realm: 'acceptance',
    enabled: true,
    sslRequired: 'none',
    duplicateEmailsAllowed: true,
    loginWithEmailAllowed: false,
    clients: [
      {
        clientId: 'lead-ignite',
        secret: needed('CLIENT_SECRET'),
        redirectUris: [callback],
        standardFlowEnabled: true,
        attributes: { 'pkce.code.challenge.method': 'S256' },
        protocolMappers: [
          {
            name: 'platform',
            protocol: 'openid-connect',
            protocolMapper: 'oidc-audience-mapper',
            config: { 'included.custom.audience': needed('AUDIENCE'), 'access.token.claim': 'true' },
          },
          // What a token claims of itself counts for nothing.
          ...['role', 'tenant_id'].map((claim) => ({
            name: claim,
            protocol: 'openid-connect',
            protocolMapper: 'oidc-hardcoded-claim-mapper',
            config: {
              'claim.name': claim,
              'claim.value': claim === 'role' ? 'platform_admin' : '00000000-0000-7000-8000-000000000000',
              'jsonType.label': 'String',
              'access.token.claim': 'true',
            },
          })),
        ],
      },
      { clientId: 'another-application', publicClient: true, directAccessGrantsEnabled: true },
    ],
    users: people.map(user),
  });

  return {
    signIn: async (browser, url, person) => {
      const { page, at } = await browser.follow(url);
      assert.ok(page, at);
      const action = /action="([^"]+)"/.exec(page)[1].replaceAll('&amp;', '&');
      const form = new URLSearchParams({ username: person.login, password, credentialId: '' });
      return (await browser.follow(action, { method: 'POST', body: form })).at;
    },
    /** A token for another application of the realm. */
    tokenOfAnother: async (person) => {
      const answer = await fetch(`${base}/realms/acceptance/protocol/openid-connect/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: 'another-application',
          username: person.login,
          password,
          scope: 'openid',
        }),
      });
      assert.equal(answer.status, 200);
      return await answer.json();
    },
    person: async (person) => {
      await post('/admin/realms/acceptance/users', user(person));
      return person;
    },
    close: () => {},
  };
}
