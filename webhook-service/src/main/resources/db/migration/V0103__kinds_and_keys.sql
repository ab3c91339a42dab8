-- Which kinds of sources there are is the service's to know: it refuses others when a source is made, and a source of a
-- kind that a replica does not know is unavailable there. The table holds the form of a name, so that a new kind needs no
-- migration and no order of upgrades.

-- Each needs an exclusive lock, for as long as it takes to read the table: an organization has a hundred sources at most.
alter table source add constraint source_kind_is_a_name check (kind ~ '^[a-z][a-z0-9_]{0,39}$');
alter table source drop constraint source_kind_known;

-- Secrets are sealed again when the key changes.

comment on column source_secret.sealed is
  'AES-256-GCM, bound to the ids of its row. Version 2: version byte, 4 bytes of key id, nonce, ciphertext and tag; version 1 had no key id';

create policy source_secret_sealed_again_by_service on source_secret for update to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant update (sealed) on source_secret to ${app_role};
