-- A replica of the version before V0106 that ran while it was applied may have stored the password of a sign-up that has
-- to be confirmed. Such passwords are deleted once more here, and from now on by the statement that confirms an address.

grant delete on passwords to ${app_role};

-- Row-level security binds the owner too. Both tables are locked, in the order in which sign-ups and changes of
-- accounts lock them, for as long as it takes to find the accounts without a confirmed address.
lock table users, passwords in access exclusive mode;

alter table passwords no force row level security;
alter table users no force row level security;

delete from passwords
using users
where users.id = passwords.user_id
  and users.email_confirmed_at is null;

alter table users force row level security;
alter table passwords force row level security;
