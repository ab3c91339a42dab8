-- Sign-up by invitation looks up addresses in all organizations. Locks out writers while the index is built, which is
-- short: the table holds open invitations and those that were accepted.

create index invitations_by_email on invitations (email) where accepted_at is null;
