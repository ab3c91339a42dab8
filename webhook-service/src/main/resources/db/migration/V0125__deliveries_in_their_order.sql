-- In the whole order in which deliveries are taken: a replay gives many of them one next_at, and each taking sorted them all.
drop index delivery_due;
create index delivery_due on delivery (tenant_id, endpoint_id, next_at, id) where state = 'pending';

-- The oldest of all organizations are made events first.
create index event_feed_oldest on event_feed (inbox_id);
