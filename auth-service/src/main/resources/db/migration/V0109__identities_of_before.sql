-- The identities of accounts from before. Accounts made in the meantime have theirs by the trigger, whose creation
-- waited for every transaction that made one without it. Nobody waits for this until its end, and then for a moment.

insert into identities (id, user_id, provider, subject, identity_data, created_at, last_sign_in_at)
select
  u.identity_id,
  u.id,
  'email',
  u.id::text,
  coalesce(u.sign_up_data, u.user_metadata),
  u.created_at,
  u.last_sign_in_at
from users u
where not exists (
  select
  from identities i
  where i.user_id = u.id);

drop policy users_owner_copies on users;
