-- Run in the database itself, as an administrator. Nobody gets in who is not named.
revoke all on database :database from public;
revoke all on schema public from public;
