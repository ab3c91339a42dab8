-- Partitions are created by the functions of db/partitions, which every service with partitioned tables uses. Replicas of the
-- previous version call create_partitions, too: its name and its answer stay. Takes no lock on a table.
create or replace function create_partitions(months_ahead integer) returns integer
  language plpgsql security definer
  set search_path = webhooks, pg_temp
  set lock_timeout = '5s'
  as $$
begin
  return create_monthly_partitions(array['inbox'], months_ahead);
end;
$$;

drop function add_inbox_partition(text, text);
