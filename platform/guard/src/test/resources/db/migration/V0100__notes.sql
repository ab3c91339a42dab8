create table notes (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  body text not null,
  constraint notes_pkey primary key (tenant_id, id),
  constraint notes_body unique (tenant_id, body)
);
alter table notes enable row level security;
alter table notes force row level security;
create policy notes_of_tenant on notes to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    or (select current_setting('app.role', true)) = 'service'
  )
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, update, delete on notes to ${app_role};
