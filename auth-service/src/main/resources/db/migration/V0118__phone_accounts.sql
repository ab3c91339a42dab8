-- Accounts may have a phone number, which they are found by as by an address. No row is read or rewritten: the column
-- phone was there, and nothing wrote to it. The table is locked for a moment.
alter table users
  add column phone_confirmed_at timestamptz,
  -- Not validated: every number that is there is null.
  add constraint users_phone_is_e164 check (phone ~ '^\+[1-9][0-9]{5,14}$') not valid;
comment on column users.phone is 'E.164, with the plus.';
