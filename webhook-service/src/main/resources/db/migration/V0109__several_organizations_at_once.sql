-- Deliveries that arrive at the same time share a transaction, whatever organizations they are for: app.tenant_id is then a
-- list. These two tables take rows of any organization in the list; of every other table the policies cannot read a list and
-- fail. Replicas of the previous version name one organization, which is a list of one. Each needs an exclusive lock for a moment.

alter policy inbox_stored_by_service on inbox
  with check (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = any (
      (select string_to_array(nullif(current_setting('app.tenant_id', true), ''), ',')::uuid[])::uuid[]
    )
  );

alter policy delivery_key_kept_by_service on delivery_key
  using (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = any (
      (select string_to_array(nullif(current_setting('app.tenant_id', true), ''), ',')::uuid[])::uuid[]
    )
  )
  with check (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = any (
      (select string_to_array(nullif(current_setting('app.tenant_id', true), ''), ',')::uuid[])::uuid[]
    )
  );

-- Of those that share a transaction, one over its source's limit gives its key back.
grant delete on delivery_key to ${app_role};
