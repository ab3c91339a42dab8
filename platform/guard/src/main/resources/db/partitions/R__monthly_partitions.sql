-- Monthly partitions of tables that are partitioned by range of a UUIDv7, which begins with the time. A service with such
-- tables adds db/partitions to its quarkus.flyway.owner.locations, sets leadignite.partitions.months-ahead, creates each
-- table with its default partition, and defines
--
--   create function create_partitions(months_ahead integer) returns integer
--     language plpgsql security definer set search_path = <schema>, pg_temp set lock_timeout = '5s'
--     as $$ begin return create_monthly_partitions(array['<table>', …], months_ahead); end $$;
--   revoke execute on function create_partitions from public;
--   grant execute on function create_partitions to ${app_role};
--
-- with the owner's rights, so that the app role can ask for partitions and own none.

create or replace function first_id_of(moment timestamptz) returns uuid
  language sql stable strict
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

comment on function first_id_of is 'the lowest UUIDv7 that was made at that moment or later';

-- Row-level security and statement triggers are not inherited by a partition that is reached directly.
create or replace function add_monthly_partition(parent text, month timestamptz) returns void
  language plpgsql
  set search_path = ${flyway:defaultSchema}, pg_temp
  as $$
declare
  partition text := parent || '_' || to_char(month at time zone 'UTC', 'YYYYMM');
  definition text;
begin
  execute format('create table %I (like %I including all)', partition, parent);
  execute format('alter table %I enable row level security', partition);
  execute format('alter table %I force row level security', partition);
  for definition in
    select pg_get_triggerdef(oid)
    from pg_trigger
    where tgrelid = parent::regclass
      and not tgisinternal
      and (tgtype & 1) = 0
  loop
    execute replace(
      definition,
      format(' ON %I.%I ', current_schema(), parent),
      format(' ON %I.%I ', current_schema(), partition));
  end loop;
  execute format(
    'alter table %I attach partition %I for values from (%L) to (%L)',
    parent,
    partition,
    first_id_of(month),
    first_id_of((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
end;
$$;

comment on function add_monthly_partition is 'a table like its parent is attached to it, because that blocks nobody; creating it in place would lock the parent';

create or replace function create_monthly_partitions(parents text[], months_ahead integer) returns integer
  language plpgsql
  set search_path = ${flyway:defaultSchema}, pg_temp
  as $$
declare
  parent text;
  month timestamptz;
  missing integer := 0;
begin
  if months_ahead is null or months_ahead not between 0 and 24 then
    raise exception 'months_ahead must be between 0 and 24';
  end if;
  -- The lock of the functions that this one replaced: replicas of before still call them.
  perform pg_advisory_xact_lock(hashtext(current_schema() || '.create_partitions'));
  foreach parent in array parents loop
    for ahead in 0..months_ahead loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead)) at time zone 'UTC';
      continue when to_regclass(format('%I', parent || '_' || to_char(month at time zone 'UTC', 'YYYYMM'))) is not null;
      begin
        perform add_monthly_partition(parent, month);
      exception when check_violation then
        missing := missing + 1;
      end;
    end loop;
  end loop;
  return missing;
end;
$$;

comment on function create_monthly_partitions is 'answers how many are missing afterwards, because rows that should have gone there are in the default partition already';

revoke execute on function first_id_of, add_monthly_partition, create_monthly_partitions from public;
