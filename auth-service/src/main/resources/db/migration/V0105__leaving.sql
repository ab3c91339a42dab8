-- People leave organizations, or are taken out of them. What they were given there ends with that.

alter table revocations add column in_tenant_only boolean not null default false;
alter table revocations add constraint revocations_reach check (not in_tenant_only or session_id is null);
comment on column revocations.in_tenant_only is
  'Whether tokens for this organization alone are refused. A replica that does not know of it refuses all, which is safe.';

-- Whatever runs at the same time: nobody acts in an organization that they are not a member of.
alter table users add constraint users_acts_as_member_fk
  foreign key (tenant_id, id) references memberships (tenant_id, user_id);

-- For the service alone: no policy lets a person delete.
grant delete on memberships to ${app_role};
