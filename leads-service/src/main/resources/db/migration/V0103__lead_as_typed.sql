-- What people typed is kept as it is, beside what could be made of it.
alter table lead
  add column phone text,
  add column phone_extension text,
  add column website_url text;

-- Domains in any script are compared as the DNS has them, which SQL cannot work out.
alter table lead alter column email_norm drop expression;
alter table lead drop constraint lead_email_ascii;

-- Forced row level security binds the owner too, and the rows would stay as they are in silence.
alter table lead no force row level security;
update lead
set
  phone = phone_e164,
  website_url = substring(website from '^https?://[!-~]+$')
where phone_e164 is not null
  or website is not null;
alter table lead force row level security;

alter table lead
  add constraint lead_email_length check (char_length(email) between 3 and 254),
  add constraint lead_email_norm_plain check (email_norm ~ '^[^[:space:]]+@[!-~]+$'),
  add constraint lead_email_has_norm check ((email is null) = (email_norm is null)),
  add constraint lead_phone_length check (char_length(phone) between 3 and 40),
  add constraint lead_phone_extension_digits check (phone_extension ~ '^[0-9]{1,10}$'),
  add constraint lead_extension_has_phone check (phone_extension is null or phone_e164 is not null),
  add constraint lead_e164_has_phone check (phone_e164 is null or phone is not null),
  add constraint lead_website_url_http check (website_url ~ '^https?://[!-~]+$');

comment on column lead.email_norm is
  'What addresses are compared by: in lower case, the domain as the DNS has it. A stored column, because lower(email) cannot use an index under row-level security.';
comment on column lead.phone is 'The number as it was typed.';
comment on column lead.phone_e164 is
  'The number in E.164 without its extension; null where none could be made of what was typed.';
comment on column lead.website_url is 'The website as something to link to.';

-- Replicas of the previous version know neither phone, phone_extension, website_url nor that they
-- have to write email_norm. For a plain address the norm is the same whoever writes it.
create function lead_written_by_previous_version() returns trigger
  language plpgsql
as $$
begin
  if new.email is null or new.email ~ '^[!-~]*$' then
    new.email_norm := lower(new.email collate "C");
  end if;
  if tg_op = 'INSERT' then
    new.phone := coalesce(new.phone, new.phone_e164);
    new.website_url := coalesce(new.website_url, substring(new.website from '^https?://[!-~]+$'));
    return new;
  end if;
  if new.phone_e164 is distinct from old.phone_e164 and new.phone is not distinct from old.phone then
    new.phone := new.phone_e164;
    new.phone_extension := null;
  end if;
  if new.website is distinct from old.website
    and new.website_url is not distinct from old.website_url
    and (new.website is null or new.website ~ '^https?://[!-~]+$')
  then
    new.website_url := substring(new.website from '^https?://[!-~]+$');
  end if;
  return new;
end;
$$;
comment on function lead_written_by_previous_version() is
  'To be removed once no replica of a version runs that kept numbers in E.164 alone.';
revoke execute on function lead_written_by_previous_version() from public;

create trigger lead_written_by_previous_version
  before insert or update on lead
  for each row execute function lead_written_by_previous_version();

-- Two people behind one switchboard have one number and two extensions.
drop index lead_phone_e164_key;
create unique index lead_phone_e164_key on lead (tenant_id, phone_e164, phone_extension)
  nulls not distinct
  where deleted_at is null and phone_e164 is not null;

-- Whoever calls has a number and no extension, and a number that nothing could be made of is found
-- by its digits.
alter table lead add column phone_norm text collate "C"
  generated always as (coalesce(phone_e164, regexp_replace(phone, '[^+0-9]', '', 'g'))) stored;
comment on column lead.phone_norm is 'What leads are looked up by when somebody calls.';
create index lead_by_phone on lead (tenant_id, phone_norm, id) where phone_norm is not null;

-- Names are sorted as a phone book has them: Äpfel beside Apfel, not after Zebra. By the collation
-- that every PostgreSQL with ICU has; prefixes of names stay ranges in code point order. When an
-- update of ICU changes the collation, PostgreSQL says so, and this index is to be made anew.
create index lead_by_last_name_sorted on lead (
  tenant_id, last_name_norm collate pg_catalog."und-x-icu", id
) where deleted_at is null;
