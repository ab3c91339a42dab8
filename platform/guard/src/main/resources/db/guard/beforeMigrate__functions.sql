-- What migrations take from later versions of PostgreSQL, for servers that have it not: uuidv7() came with 18 and
-- uuid_extract_version() with 17. Run before every migration, so also before the first; replicas may run it at once.
do $$
begin
  perform pg_advisory_xact_lock(hashtextextended('functions of ' || current_schema(), 0));

  if to_regprocedure('uuidv7()') is null then
    create function uuidv7() returns uuid
      language sql volatile parallel safe
      return (
        select (
          lpad(to_hex(us / 1000), 12, '0')
          -- Version 7 and the part of a millisecond, so that ids of one millisecond sort by time, too.
          || to_hex(28672 + us % 1000 * 4096 / 1000)
          -- The variant, and 62 random bits.
          || right(replace(gen_random_uuid()::text, '-', ''), 16)
        )::uuid
        from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint) as now (us)
      );
    comment on function uuidv7() is 'RFC 9562, section 5.7; as PostgreSQL 18 has it';
    revoke execute on function uuidv7() from public;
    grant execute on function uuidv7() to ${app_role};
  end if;

  if to_regprocedure('uuid_extract_version(uuid)') is null then
    create function uuid_extract_version(id uuid) returns smallint
      language sql immutable strict parallel safe
      return (
        case
          when get_byte(uuid_send(id), 8) & 192 = 128 then (get_byte(uuid_send(id), 6) >> 4)::smallint
        end
      );
    comment on function uuid_extract_version(uuid) is 'As PostgreSQL 17 has it: null where it is no UUID of RFC 9562';
    revoke execute on function uuid_extract_version(uuid) from public;
    grant execute on function uuid_extract_version(uuid) to ${app_role};
  end if;
end;
$$;
