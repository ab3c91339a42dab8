-- By itself, so that nobody is kept from users while it is read. Nobody writes to it in that time; the index is of
-- nothing but accounts with a number, of which there are none.
create unique index users_phone_unique on users (phone) where phone is not null;
comment on index users_phone_unique is 'A number has one account, which is looked up by it.';
