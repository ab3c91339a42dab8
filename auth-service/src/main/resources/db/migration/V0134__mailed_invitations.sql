-- Invitations can be mailed. A column without a default: the table is locked for a moment.

alter table invitations add column mailed_at timestamptz;
comment on column invitations.mailed_at is 'When it was last put into the outbox of mails; null if its author delivers it.';
