-- What every service's database holds beside its own tables. The numbers V0_* are service-kit's.

-- The second wall behind the queries: a row is visible and writable only to a transaction that has said
-- which organization it works for ('*' for the jobs that work across all). Without a setting nothing is
-- visible, so a forgotten one fails closed. FORCE makes it bind the table's owner as well.
CREATE FUNCTION orgplane_protect(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
  EXECUTE format(
    'CREATE POLICY organization ON %s USING ('
    '  organization_id::text = current_setting(''orgplane.organization'', true)'
    '  OR current_setting(''orgplane.organization'', true) = ''*'')', protected);
END $$;

-- Events that wait for the relay. "partition" is the Kafka partition of the organization's key. The relay
-- reads in the order of the primary key, the table's only index, since every change pays for it; so the
-- partition, which follows from the organization, comes first in it.
CREATE TABLE outbox (
  organization_id uuid        NOT NULL,
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  partition       smallint    NOT NULL,
  topic           text        NOT NULL,
  event_id        uuid        NOT NULL,
  type            text        NOT NULL,
  payload         bytea       NOT NULL,
  occurred_at     timestamptz NOT NULL,
  appended_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  traceparent     text,
  PRIMARY KEY (partition, id, organization_id)
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);
SELECT orgplane_protect('outbox');

-- Events that a consumer of this service has applied; the claim commits together with the effect.
CREATE TABLE inbox (
  organization_id uuid        NOT NULL,
  consumer        text        NOT NULL,
  event_id        uuid        NOT NULL,
  applied_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, consumer, event_id)
);
CREATE INDEX inbox_by_age ON inbox USING brin (applied_at);
SELECT orgplane_protect('inbox');

-- Keys whose next event could not be applied, and their events in order of arrival. These two tables hold
-- whatever bytes arrived, attributable to an organization or not, so row-level security does not apply.
CREATE TABLE parked_keys (
  consumer   text        NOT NULL,
  record_key bytea       NOT NULL,
  parked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, record_key)
);
CREATE TABLE parked_events (
  consumer     text        NOT NULL,
  record_key   bytea       NOT NULL,
  id           bigint      GENERATED ALWAYS AS IDENTITY,
  topic        text        NOT NULL,
  partition    int         NOT NULL,
  kafka_offset bigint      NOT NULL,
  headers      jsonb       NOT NULL,
  payload      bytea,
  reason       text        NOT NULL,
  attempts     int         NOT NULL,
  parked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, record_key, id),
  UNIQUE (consumer, topic, partition, kafka_offset),
  FOREIGN KEY (consumer, record_key) REFERENCES parked_keys
);

-- This service's copy of who is a member of what, fed by membership-events. A removed member stays as a
-- row without a role, so that an older event that arrives late cannot bring the membership back.
CREATE TABLE membership_projection (
  organization_id uuid   NOT NULL,
  user_id         text   NOT NULL,
  role            text,
  workspaces      jsonb  NOT NULL DEFAULT '{}',
  version         bigint NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX membership_projection_of_user ON membership_projection (user_id) WHERE role IS NOT NULL;
SELECT orgplane_protect('membership_projection');

-- When membership-service last said, on each partition, that everything before has been published.
CREATE TABLE projection_heartbeats (
  partition smallint    PRIMARY KEY,
  beat_at   timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Answers to calls that carried an Idempotency-Key. The nil organization stands for calls that have none yet.
CREATE TABLE idempotency_keys (
  organization_id uuid        NOT NULL,
  caller          text        NOT NULL,
  key             text        NOT NULL,
  request_hash    bytea       NOT NULL,
  answer          jsonb,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING brin (created_at);
SELECT orgplane_protect('idempotency_keys');
