-- What clients are shown of the last mails to an account, and of a number that it is about to move to. Columns without
-- a default and a policy: the locks are held for a moment.

alter table users
  add column confirmation_sent_at timestamptz,
  add column recovery_sent_at timestamptz;
comment on column users.confirmation_sent_at is 'When the last code or link was issued that confirms an address.';
comment on column users.recovery_sent_at is 'When the last code or link was issued that signs in by mail.';

create policy one_time_secrets_self_reads on one_time_secrets for select to ${app_role}
  using (
    user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    and purpose = 'phone_change');
