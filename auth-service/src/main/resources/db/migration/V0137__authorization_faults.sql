-- A fault of an authorization request waits until a person has signed in: before that nobody is sent to a client's address.
-- To replicas of the previous version such a request asks for no scope, which they answer with access_denied. Columns without
-- a default; validating comes first, because what follows keeps everybody from its table until the end.

alter table oauth_grants validate constraint oauth_grants_end_reason_known;

-- Who gives an account a new password ends what its thief let clients do, as whoever changes their own does.
create policy oauth_grants_administration on oauth_grants to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');

alter table oauth_requests
  add column error text,
  add column error_description text,
  add constraint oauth_requests_fault_is_whole check ((error is null) = (error_description is null)) not valid;

comment on column oauth_requests.error is
  'What the client is told instead of being asked for (RFC 6749, section 4.1.2.1); null if the request is in order.';
