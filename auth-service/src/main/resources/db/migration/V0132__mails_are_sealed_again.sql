-- Mails that wait, and dead letters, are sealed again when the encryption key is changed. No table is locked.
grant update (content) on mails to ${app_role};
