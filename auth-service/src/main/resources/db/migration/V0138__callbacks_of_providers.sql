-- Replicas of the previous version leave the new columns null, and take connections by the index of before, which a later
-- release drops. The index locks writes to integrations, which are few and small rows, while it is built; it comes before
-- the column, whose lock keeps reads out, too.

alter table integration_flows add column callback text;
comment on column integration_flows.callback is
  'The last segment of the redirect URI, which is the provider''s own; null if a replica of the previous version began the flow.';

create index integrations_due_at_provider on integrations (provider, due_at, id) where due_at is not null;
comment on index integrations_due_at_provider is
  'The refresher reads those of one provider that are due, the one that waited longest first.';

alter table integrations add column client_id text;
comment on column integrations.client_id is
  'The provider''s client that the grant was given to: its refresh token is worth nothing to another client. Null if it is not known.';
