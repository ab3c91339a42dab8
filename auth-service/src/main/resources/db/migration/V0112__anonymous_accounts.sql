-- Anonymous accounts are deleted once nobody can use them, and their organizations, of which they are the only members,
-- with them. The index is of nothing but these: there is none while it is built, in the time that reading users takes.

create index users_anonymous on users (created_at) where is_anonymous;
comment on index users_anonymous is 'The oldest anonymous accounts are looked for every few minutes, among very many others.';

grant delete on organizations to ${app_role};
