-- A password that was chosen at sign-up is not that of whoever reads the mail: an account whose address
-- nobody confirmed has none. Those of before are forgotten. Row-level security binds the owner too.

-- In the order in which sign-ups and changes of accounts take them.
lock table users, passwords in access exclusive mode;

alter table passwords no force row level security;
alter table users no force row level security;

delete from passwords
using users
where users.id = passwords.user_id
  and users.email_confirmed_at is null;

alter table users force row level security;
alter table passwords force row level security;
