-- Apart from V0120, whose lock would keep readers away while these are built.
-- One for each filter that may leave little of an organization's calls; newest first by the id, but for times.
create index call_by_outcome on call (tenant_id, outcome, id) where outcome is not null;
create index call_by_status on call (tenant_id, status, id);
create index call_by_provider on call (tenant_id, provider, id) where provider is not null;
create index call_by_start on call (tenant_id, started_at, id) where started_at is not null;
