-- Mails on their way, written in the transaction of what they are about. A new table: nothing waits for a lock.
create table mails (
  id          uuid        not null,
  kind        text        not null,
  address     text        not null,
  language    text        not null,
  content     bytea       not null,
  wanted      boolean     not null,
  created_at  timestamptz not null default now(),
  due_at      timestamptz not null default now(),
  expires_at  timestamptz not null,
  attempts    integer     not null default 0,
  parked_at   timestamptz,
  refusal     text,
  constraint mails_pk primary key (id),
  constraint mails_kind_form check (kind ~ '^[a-z_]{1,40}$'),
  constraint mails_address_length check (char_length(address) <= 254),
  constraint mails_parking_is_whole check ((parked_at is null) = (refusal is null))
);
comment on table mails is 'Mails that the SMTP server has not accepted yet. Rows leave when it has.';
comment on column mails.content is
  'What the mail says beside its template: codes and links, so sealed.';
comment on column mails.wanted is
  'False if the address has no account: such a row is written so that answers take the same time, and is not sent.';
comment on column mails.due_at is 'When it may be taken; while it is being sent, when that lease ends.';
comment on column mails.expires_at is 'A mail that could not be sent until then is of no use any more.';
comment on column mails.parked_at is 'When it became a dead letter: refused, or tried often enough.';

create index mails_due on mails (due_at, id) where parked_at is null;
comment on index mails_due is 'The sender reads the mails that are due, the one that waited longest first.';

alter table mails enable row level security;
alter table mails force row level security;

create policy mails_service on mails to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, delete on mails to ${app_role};
grant update (due_at, attempts, parked_at, refusal) on mails to ${app_role};
