-- Changes of address that mailboxes have to agree to. A new table, and a column without a default: nothing
-- waits for a lock for longer than it takes to be noted. Replicas of the version before read neither.
create table email_changes (
  user_id            uuid        not null,
  tenant_id          uuid        not null,
  session_id         uuid,
  new_email          text        not null,
  current_confirmed  boolean     not null,
  new_confirmed      boolean     not null default false,
  sent_at            timestamptz not null,
  expires_at         timestamptz not null,
  constraint email_changes_pk primary key (user_id),
  constraint email_changes_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint email_changes_new_length check (char_length(new_email) <= 254)
);
create index email_changes_by_expiry on email_changes (expires_at);
create index email_changes_by_new_email on email_changes (new_email);
comment on table email_changes is
  'An account moves once the readers of both addresses have agreed; a later request replaces an earlier one.';
comment on column email_changes.session_id is
  'The session that asked, which stays when the others end; null if an administrator asked.';
comment on column email_changes.current_confirmed is
  'True from the beginning if the present address need not agree.';

alter table users add column invited_at timestamptz;
comment on column users.invited_at is 'When an administrator last invited the person; null for all others.';

alter table email_changes enable row level security;
alter table email_changes force row level security;

create policy email_changes_service on email_changes to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy email_changes_self_reads on email_changes for select to ${app_role}
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy email_changes_administration on email_changes to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');

-- Administrators make codes and links, invite by mail, and void both with an account.
create policy mails_administration on mails to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy one_time_secrets_administration on one_time_secrets to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy pkce_codes_administration on pkce_codes to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');

grant select, insert, update, delete on email_changes to ${app_role};
