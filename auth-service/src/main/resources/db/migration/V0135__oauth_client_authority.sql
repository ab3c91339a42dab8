-- Whose authority a client has. Replicas of the previous version neither read nor write the column: to them a client goes on
-- as its owner, and what they register has authority since it was created. A column without a default rewrites no row.

alter table oauth_clients add column authorized_at timestamptz;

comment on column oauth_clients.authorized_at is
  'Since when the owner vouches for the client; null if since it was created. Who leaves and comes back does not.';
comment on column oauth_clients.owner_id is
  'The admin who registered it, or the last one who changed its scopes or keys, replaced its secret, or enabled it: what it asks for itself it may do as they may, and no longer. Null if their account is deleted.';
