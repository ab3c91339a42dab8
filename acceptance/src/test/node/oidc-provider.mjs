// npm's oidc-provider, in this process: people sign in there without a password, as this script says who they are.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { needed } from './checks.mjs';

export async function oidcProvider(people, callback) {
  const port = Number(needed('PROVIDER_PORT'));
  const issuer = `http://127.0.0.1:${port}`;
  let current;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'lead-ignite',
        client_secret: needed('CLIENT_SECRET'),
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of this test alone'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => {
      const person = people.find(({ login }) => login === id);
      return {
        accountId: id,
        claims: () => ({ sub: id, email: person.email, email_verified: person.verified, name: person.login }),
      };
    },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = createServer(async (request, response) => {
    if (request.url.startsWith('/interaction/')) {
      await provider.interactionFinished(request, response, { login: { accountId: current.login } });
    } else {
      answer(request, response);
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    signIn: async (browser, url, person) => {
      current = person;
      return (await browser.follow(url)).at;
    },
    person: async (person) => {
      people.push(person);
      return person;
    },
    close: () => server.close(),
  };
}
