// What a new user does, in the types that openapi-typescript made from the documents: a member that the documents
// lack, a value that they do not list and a null that they do not permit are errors of the compiler.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components as AuditSchemas, paths as Audit } from './api/audit.js';
import type { paths as Auth } from './api/auth.js';
import type { components as LeadsSchemas, paths as Leads } from './api/leads.js';
import type { paths as Webhooks } from './api/webhook.js';

type Lead = LeadsSchemas['schemas']['Lead'];
type Event = AuditSchemas['schemas']['Event'];

/** What the journey needs of the script that runs it. */
interface Surroundings {
  platform: string;
  email: string;
  password: string;
  check(sentence: string, body: () => Promise<void>): Promise<void>;
  remember(...secrets: string[]): void;
}

function equal<T>(actual: T, expected: T): void {
  if (actual !== expected) {
    throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
  }
}

/** The body of an answer that went well. */
function body<D, E>({ data, error, response }: { data?: D; error?: E; response: Response }): NonNullable<D> {
  if (data === undefined || data === null) {
    throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  }
  return data;
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error('expected a value, got none');
  }
  return value;
}

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text)));
  return [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function journey({ platform, email, password, check, remember }: Surroundings): Promise<void> {
  let bearer: string | undefined;
  const signed: Middleware = {
    onRequest: ({ request }) => {
      if (bearer) {
        request.headers.set('authorization', bearer);
      }
    },
  };
  const auth = createClient<Auth>({ baseUrl: platform });
  const leads = createClient<Leads>({ baseUrl: platform });
  const webhooks = createClient<Webhooks>({ baseUrl: platform });
  const audit = createClient<Audit>({ baseUrl: platform });
  for (const client of [auth, leads, webhooks, audit]) {
    client.use(signed);
  }

  await check('signs up', async () => {
    const session = body(await auth.POST('/auth/v1/signup', { body: { email, password, data: { name: 'Ada' } } }));
    if (!('access_token' in session)) {
      throw new Error('expected a session, got a user to be confirmed');
    }
    remember(session.access_token, session.refresh_token);
  });

  await check('signs in', async () => {
    const session = body(
      await auth.POST('/auth/v1/token', {
        params: { query: { grant_type: 'password' } },
        body: { email, password },
      }),
    );
    if (!('user' in session) || !('access_token' in session)) {
      throw new Error('expected a session with its tokens');
    }
    remember(session.access_token, session.refresh_token);
    bearer = `Bearer ${session.access_token}`;
    equal(session.user.email, email);
  });

  await check('reads and changes the account, and lists its sessions', async () => {
    equal(body(await auth.GET('/auth/v1/user')).email, email);
    const changed = body(await auth.PUT('/auth/v1/user', { body: { data: { name: 'Ada Lovelace' } } }));
    equal(changed.user_metadata['name'], 'Ada Lovelace');
    const sessions = body(await auth.GET('/auth/v1/sessions', { params: { query: { limit: 10 } } }));
    equal(sessions.items.length, 2);
    equal(sessions.items.filter((session) => session.current).length, 1);
  });

  await check('invites somebody with a token that is shown once', async () => {
    const invitation = body(
      await auth.POST('/auth/v1/organization/invitations', { body: { email: `guest-${email}`, role: 'agent' } }),
    );
    remember(found(invitation.token));
    const listed = body(await auth.GET('/auth/v1/organization/invitations'));
    equal(listed.items[0]?.id, invitation.id);
    equal(listed.items[0]?.token, undefined);
  });

  let lead: Lead;
  await check('creates a lead', async () => {
    lead = body(
      await leads.POST('/leads/v1/leads', {
        params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
        body: { last_name: 'Hopper', email: 'grace@example.net', phone: '+14155552671' },
      }),
    );
    equal(lead.status, 'new');
    equal(lead.first_name, null);
  });

  let etag: string;
  await check('reads it, with its version', async () => {
    const answer = await leads.GET('/leads/v1/leads/{id}', { params: { path: { id: lead.id } } });
    equal(body(answer).last_name, 'Hopper');
    etag = found(answer.response.headers.get('etag'));
  });

  await check('changes it, naming the version', async () => {
    const changed = body(
      await leads.PATCH('/leads/v1/leads/{id}', {
        params: { path: { id: lead.id }, header: { 'If-Match': etag } },
        body: { company: 'NASA' },
        headers: { 'content-type': 'application/merge-patch+json' },
      }),
    );
    equal(changed.company, 'NASA');
    equal(changed.version, lead.version + 1);
  });

  await check('is refused a change of the version before, with a problem', async () => {
    const { error, response } = await leads.PATCH('/leads/v1/leads/{id}', {
      params: { path: { id: lead.id }, header: { 'If-Match': etag } },
      body: { company: 'Other' },
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    equal(response.status, 412);
    equal(found(error).status, 412);
  });

  await check('lists it', async () => {
    const page = body(await leads.GET('/leads/v1/leads', { params: { query: { limit: 10 } } }));
    equal(page.items.length, 1);
    equal(page.items[0]?.id, lead.id);
    equal(page.next, null);
  });

  await check('creates a source of webhooks, whose secret is shown once and signs', async () => {
    const source = body(
      await webhooks.POST('/webhooks/v1/sources', { body: { name: 'journey', kind: 'generic_hmac' } }),
    );
    const secret = found(source.secret);
    remember(secret);
    const again = body(await webhooks.GET('/webhooks/v1/sources/{id}', { params: { path: { id: source.id } } }));
    equal(again.secret, undefined);
    const timestamp = Math.floor(Date.now() / 1000);
    const content = '{"call":"ended"}';
    const answer = await fetch(platform + source.path, {
      method: 'POST',
      body: content,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'evt-1',
        'webhook-timestamp': `${timestamp}`,
        'webhook-signature': await hmac(secret, `evt-1.${timestamp}.${content}`),
      },
    });
    equal(answer.status, 200);
    const inbox = body(await webhooks.GET('/webhooks/v1/inbox', { params: { query: { source_id: source.id } } }));
    const received = found(inbox.items[0]);
    equal(received.delivery_id, 'evt-1');
    equal(received.body, undefined);
    const read = body(await webhooks.GET('/webhooks/v1/inbox/{id}', { params: { path: { id: received.id } } }));
    equal(read.body, content);
  });

  await check('rotates its secret, and the new one is shown once, too', async () => {
    const sources = body(await webhooks.GET('/webhooks/v1/sources'));
    const source = found(sources.items[0]);
    equal(source.secret, undefined);
    const rotated = body(
      await webhooks.POST('/webhooks/v1/sources/{id}/secrets', { params: { path: { id: source.id } }, body: {} }),
    );
    remember(found(rotated.secret));
  });

  await check('reads the audit log of it all', async () => {
    for (const action of ['lead.created', 'lead.updated', 'webhook.source.created']) {
      let events: Event[] = [];
      // Events come by an outbox: soon, and not at once.
      for (let tries = 0; events.length === 0 && tries < 60; tries += 1) {
        await new Promise((after) => setTimeout(after, 1000));
        events = body(await audit.GET('/audit/v1/events', { params: { query: { action, limit: 10 } } })).items;
      }
      const event = found(events[0]);
      equal(event.action, action);
      const read = body(await audit.GET('/audit/v1/events/{id}', { params: { path: { id: event.id } } }));
      equal(read.sender, event.sender);
    }
  });

  await check('may not add to the audit log, which is for services', async () => {
    const { error, response } = await audit.POST('/audit/v1/events', { body: { events: [] } });
    equal(response.status, 403);
    equal(found(error).type, '/problems/forbidden');
  });
}
