-- Neither rewrites nor reads a row. Replicas of the previous version read and write the rest.

alter table organizations
  add column mfa_required boolean not null default false;
comment on column organizations.mfa_required is
  'Whether every member must have a second factor: until they show one their tokens are good for that alone.';
