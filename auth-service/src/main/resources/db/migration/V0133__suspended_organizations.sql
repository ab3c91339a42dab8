-- Organizations can be suspended by those who run the platform. Only columns without defaults are added, and a constraint
-- that is not checked against what is stored, so that the tables are locked for a moment. Replicas of the previous
-- version issue tokens for suspended organizations.

alter table organizations
  add column suspended_at timestamptz,
  add column suspension_reason text;
alter table organizations add constraint organizations_suspension_reason check (
  (suspended_at is null) = (suspension_reason is null) and char_length(suspension_reason) <= 500) not valid;
comment on column organizations.suspension_reason is 'What platform administrators wrote; members do not see it.';

alter table memberships add column suspended_at timestamptz;
comment on column memberships.suspended_at is
  'That of the organization. Kept here as well, because the membership is the row that the issue of a token locks: a suspension waits for it, and it for a suspension.';
