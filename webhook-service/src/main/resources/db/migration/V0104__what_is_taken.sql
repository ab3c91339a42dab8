-- What is taken of a source's webhooks, for its admins to say.

-- Constants, so that no row is rewritten. Constraints read the table under an exclusive lock: an organization has a hundred
-- sources at most.
alter table source
  add column version bigint not null default 1,
  add column max_body_bytes integer not null default 1048576,
  add column rate_limit integer,
  add column event_types text[] not null default '{}',
  add column allowed_addresses text[] not null default '{}',
  add column paused boolean not null default false,
  add constraint source_max_body_bytes_range check (max_body_bytes between 1 and 1048576),
  add constraint source_rate_limit_range check (rate_limit between 1 and 1000000),
  add constraint source_event_types_few check (cardinality(event_types) <= 50),
  add constraint source_allowed_addresses_few check (cardinality(allowed_addresses) <= 50);

comment on column source.version is 'counts its changes; its ETag';
comment on column source.rate_limit is 'webhooks in a minute; null: as many as the platform takes of any source';
comment on column source.event_types is 'types that are stored, or their beginnings before a *; none: all';
comment on column source.allowed_addresses is 'addresses and ranges that may send; none: all';
comment on column source.paused is 'its webhooks are answered so that they come again';

grant update (name, settings, version, max_body_bytes, rate_limit, event_types, allowed_addresses, paused)
  on source to ${app_role};
