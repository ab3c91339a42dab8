-- Passkeys. Replicas of the previous version know none of it: they show and remove factors of the type webauthn, and
-- their own challenges have a factor and a session. The changes of factor_challenges lock it for a moment: no row is read
-- or written.

create table passkeys (
  factor_id        uuid        not null,
  credential_id    bytea       not null,
  public_key       bytea       not null,
  sign_count       bigint      not null,
  user_verified    boolean     not null,
  backup_eligible  boolean     not null,
  backed_up        boolean     not null,
  aaguid           uuid        not null,
  transports       text[]      not null,
  last_used_at     timestamptz,
  constraint passkeys_pk primary key (factor_id),
  constraint passkeys_credential_unique unique (credential_id),
  constraint passkeys_factor_fk foreign key (factor_id) references factors (id) on delete cascade,
  constraint passkeys_credential_length check (octet_length(credential_id) between 1 and 1023),
  constraint passkeys_key_length check (octet_length(public_key) <= 1024),
  constraint passkeys_sign_count_is_32_bits check (sign_count between 0 and 4294967295)
);
comment on column passkeys.public_key is
  'The credential''s public key, COSE_Key (RFC 9052), as the authenticator sent it.';
comment on column passkeys.sign_count is
  'The authenticator''s signature counter; one that goes back tells of a clone. Zero for authenticators without one.';
comment on column passkeys.backup_eligible is
  'Whether the key may leave the device, to be kept by the person''s account elsewhere; never changes.';
comment on column passkeys.aaguid is
  'The authenticator''s model, as it says itself; not attested.';

alter table factor_challenges
  alter column factor_id drop not null,
  alter column session_id drop not null,
  add column nonce text;
comment on column factor_challenges.factor_id is
  'Which factor is to be shown; null for a new passkey, and for whichever passkey somebody signs in with.';
comment on column factor_challenges.session_id is
  'The session that alone may answer it; null for a sign-in, which has none yet.';
comment on column factor_challenges.nonce is
  '32 random bytes in base64url, which a passkey signs.';

alter table passkeys enable row level security;
alter table passkeys force row level security;

create policy passkeys_service on passkeys to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on passkeys to ${app_role};
