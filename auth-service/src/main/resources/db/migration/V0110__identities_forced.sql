-- By itself, so that no transaction waits for this table while it holds users.
alter table identities force row level security;
