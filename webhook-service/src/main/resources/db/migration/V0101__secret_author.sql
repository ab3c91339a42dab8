-- A secret is worth what whoever brought it is now.

alter table source_secret add column created_by uuid;
comment on column source_secret.created_by is
  'Who knows it: they were shown it, or sent it. Null for those of before, whose author made the source.';
