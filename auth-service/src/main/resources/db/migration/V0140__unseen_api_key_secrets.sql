-- Whether anybody has used the present secret of a rotated key: if not, its answer may have been lost, and another rotation
-- replaces it alone. A constant default: the table is locked for a moment, and no row is rewritten. Replicas of the previous
-- version rotate as before.

alter table api_keys add column secret_unseen boolean not null default false;
comment on column api_keys.secret_unseen is
  'Whether the present secret was made by a rotation and has not been used yet.';
