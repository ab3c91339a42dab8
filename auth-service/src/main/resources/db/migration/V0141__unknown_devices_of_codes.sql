-- Whom to notify of a new device is known where the person was authenticated, and is due once the code is exchanged.
alter table pkce_codes
  add column unknown_device text,
  add column unknown_network text,
  add constraint pkce_codes_unknown_device_size check (length(unknown_device) <= 200) not valid,
  add constraint pkce_codes_unknown_network_size check (length(unknown_network) <= 100) not valid;
comment on column pkce_codes.unknown_device is 'What the browser is called in which the person was authenticated, if it is a new one.';
comment on column pkce_codes.unknown_network is 'The address or network of that browser; null if the owner is not to be notified.';
