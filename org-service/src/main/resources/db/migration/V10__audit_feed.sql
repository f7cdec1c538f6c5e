-- How far each organization's audit feed is. Its row is locked by whoever appends, until they commit: so
-- positions have no gaps, and their order is the order of the commits. "recorded_at" never goes back within
-- an organization. The two delays are the extremes, in seconds, between what an entry tells of and its
-- recording: with them a window of time becomes a window of positions.
CREATE TABLE audit_feeds (
  organization_id uuid             PRIMARY KEY,
  last_position   bigint           NOT NULL,
  recorded_at     timestamptz      NOT NULL,
  shortest_delay  double precision NOT NULL,
  longest_delay   double precision NOT NULL
) WITH (fillfactor = 50);
SELECT orgplane_protect('audit_feeds');

-- Who did what in an organization, in all four services. An entry is never changed; it goes when it is older
-- than the retention. "occurred_at" is the time of the change, which another service told of later.
CREATE TABLE audit_entries (
  organization_id uuid        NOT NULL,
  position        bigint      NOT NULL,
  entry_id        uuid        NOT NULL,
  occurred_at     timestamptz NOT NULL,
  recorded_at     timestamptz NOT NULL,
  service         text        NOT NULL,
  action          text        NOT NULL,
  actor_type      text        NOT NULL CHECK (actor_type IN ('user', 'service', 'system')),
  actor_id        text        NOT NULL,
  actor_email     text,
  address         text,
  subject_type    text        NOT NULL,
  subject_id      text        NOT NULL,
  subject_name    text,
  before          jsonb,
  after           jsonb,
  PRIMARY KEY (organization_id, position)
);
-- One for each filter, all in the order of the feed, so that a page costs the same wherever it begins.
CREATE INDEX audit_entries_of_actor ON audit_entries (organization_id, actor_id, position);
CREATE INDEX audit_entries_of_action ON audit_entries (organization_id, action, position);
CREATE INDEX audit_entries_of_subject ON audit_entries (organization_id, subject_id, position);
CREATE INDEX audit_entries_of_time ON audit_entries (organization_id, recorded_at, position);
-- For the retention, across organizations.
CREATE INDEX audit_entries_by_age ON audit_entries USING brin (recorded_at);
SELECT orgplane_protect('audit_entries');
