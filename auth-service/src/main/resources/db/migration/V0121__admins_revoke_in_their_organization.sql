-- An admin revokes tokens for their own organization alone, as the service does in their name since V0105. The table is
-- locked for a moment; replicas of the previous version insert nothing else under an admin's identity.
alter policy revocations_admin on revocations
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and in_tenant_only
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));
