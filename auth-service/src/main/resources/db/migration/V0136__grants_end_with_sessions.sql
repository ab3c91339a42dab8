-- What people let clients do ends with all their sessions, and a secret that nobody has used yet can be replaced again.
-- Replicas of the previous version write neither the new reasons nor the new column: to them every secret is in use. The
-- constraint is only widened, so that the rows of before satisfy it; the tables are locked for a moment.

alter table oauth_clients add column secret_unused boolean;
comment on column oauth_clients.secret_unused is
  'Whether the secret was replaced and not shown since: then replacing it once more keeps the one before it, which is in use. Null if it was.';

alter table oauth_grants
  drop constraint oauth_grants_end_reason_known,
  add constraint oauth_grants_end_reason_known
    check (
      end_reason in (
        'revoked', 'token_reused', 'code_reused', 'client_disabled', 'signed_out', 'password_changed')) not valid;
