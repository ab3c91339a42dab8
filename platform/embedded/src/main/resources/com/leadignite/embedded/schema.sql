-- Run once per service in the platform's database, as an administrator, after both roles were created; safe to repeat.
alter role :owner with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
alter role :app with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit;
alter role :owner in database :database set search_path = :schema;
alter role :app in database :database set search_path = :schema;
-- A request that hangs must not hold a connection, a lock or a snapshot for ever.
alter role :app in database :database set statement_timeout = '15s';
alter role :app in database :database set lock_timeout = '5s';
alter role :app in database :database set idle_in_transaction_session_timeout = '30s';
alter role :owner in database :database set lock_timeout = '30s';
grant connect on database :database to :owner, :app;
-- An administrator who is no superuser may give a schema only to a role they belong to.
grant :owner to current_user;
create schema if not exists :schema authorization :owner;
revoke all on schema :schema from public;
-- Nothing else: what the app role may do with a table, the migration that creates it says.
grant usage on schema :schema to :app;
