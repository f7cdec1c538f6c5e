-- Credits are integers of a thousandth.

-- One row an organization: the lock under which credits are granted, drawn and held, so that no two
-- draws see the same credits. The allocation says what the running credit period has granted so far.
CREATE TABLE credit_pools (
  organization_id    uuid        NOT NULL PRIMARY KEY,
  daily_credits      bigint      NOT NULL CHECK (daily_credits >= 0),
  daily_on           date,
  debt               bigint      NOT NULL DEFAULT 0 CHECK (debt >= 0),
  exhausted          boolean     NOT NULL DEFAULT false,
  catalogue_version  text        NOT NULL,
  subscription       text        NOT NULL,
  period_anchor      timestamptz NOT NULL,
  period_start       timestamptz NOT NULL,
  period_end         timestamptz NOT NULL,
  paid_through       timestamptz,
  credits_per_seat   bigint      NOT NULL CHECK (credits_per_seat >= 0),
  seats              integer     NOT NULL CHECK (seats >= 0)
);
COMMENT ON COLUMN credit_pools.catalogue_version IS 'says in which order the buckets are drawn';
COMMENT ON COLUMN credit_pools.paid_through IS 'null: the allocation renews itself, as on the free plan';
COMMENT ON COLUMN credit_pools.seats IS 'the most seats of this period: going down and up again grants nothing twice';
SELECT orgplane_protect('credit_pools');

CREATE TABLE credit_grants (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  bucket          text        NOT NULL,
  granted         bigint      NOT NULL CHECK (granted > 0),
  remaining       bigint      NOT NULL CHECK (remaining BETWEEN 0 AND granted),
  held            bigint      NOT NULL DEFAULT 0 CHECK (held BETWEEN 0 AND remaining),
  granted_at      timestamptz NOT NULL,
  expires_at      timestamptz,
  source_key      text        NOT NULL,
  reason          text        NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, source_key)
);
COMMENT ON COLUMN credit_grants.source_key IS 'what it was granted for; the same is never granted twice';
COMMENT ON COLUMN credit_grants.held IS 'the part of remaining that open reservations have set aside';
CREATE INDEX credit_grants_live ON credit_grants (organization_id) WHERE remaining > 0;
SELECT orgplane_protect('credit_grants');

-- Everything that ever happened to a grant. For every bucket, and for every grant:
-- sum of grants - sum of draws - sum of expiries = what remains.
CREATE TABLE credit_ledger (
  organization_id uuid        NOT NULL,
  position        bigint      GENERATED ALWAYS AS IDENTITY,
  entry           text        NOT NULL CHECK (entry IN ('grant', 'draw', 'expiry')),
  bucket          text        NOT NULL,
  grant_id        uuid        NOT NULL,
  credits         bigint      NOT NULL CHECK (credits > 0),
  reference       text        NOT NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (organization_id, position),
  FOREIGN KEY (organization_id, grant_id) REFERENCES credit_grants
);
COMMENT ON COLUMN credit_ledger.reference IS 'a grant: why; a draw: for which usage; an expiry: empty';
SELECT orgplane_protect('credit_ledger');

CREATE FUNCTION credit_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the credit ledger is append-only';
END $$;
CREATE TRIGGER credit_ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_ledger
  FOR EACH STATEMENT EXECUTE FUNCTION credit_ledger_is_append_only();

CREATE TABLE usage_records (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  workspace_id    uuid        NOT NULL,
  user_id         text,
  kind            text        NOT NULL,
  credits         bigint      NOT NULL CHECK (credits >= 0),
  source          text        NOT NULL CHECK (source IN ('credits', 'byok')),
  remaining       bigint      NOT NULL,
  occurred_at     timestamptz NOT NULL,
  recorded_at     timestamptz NOT NULL,
  attributes      jsonb,
  PRIMARY KEY (organization_id, id)
);
COMMENT ON COLUMN usage_records.remaining IS 'what the pool held afterwards; a repeated report gets this first answer';
SELECT orgplane_protect('usage_records');

-- Usage that was reported on Kafka and could not be charged: nobody can be answered there, and nothing is lost.
CREATE TABLE refused_usage (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  workspace_id    uuid        NOT NULL,
  user_id         text,
  kind            text        NOT NULL,
  credits         bigint      NOT NULL,
  occurred_at     timestamptz NOT NULL,
  refused_at      timestamptz NOT NULL,
  reason          text        NOT NULL,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('refused_usage');

CREATE TABLE reservations (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  workspace_id    uuid        NOT NULL,
  kind            text        NOT NULL,
  credits         bigint      NOT NULL CHECK (credits >= 0),
  source          text        NOT NULL CHECK (source IN ('credits', 'byok')),
  status          text        NOT NULL CHECK (status IN ('open', 'settled', 'released', 'expired')),
  settled         bigint,
  remaining       bigint      NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX reservations_by_id ON reservations (id);
CREATE INDEX reservations_that_expire ON reservations (expires_at) WHERE status = 'open';
SELECT orgplane_protect('reservations');

-- Which credits a reservation has set aside, in the order in which they are drawn when it settles.
CREATE TABLE reservation_holds (
  organization_id uuid   NOT NULL,
  reservation_id  text   NOT NULL,
  ordinal         int    NOT NULL,
  grant_id        uuid   NOT NULL,
  credits         bigint NOT NULL CHECK (credits > 0),
  PRIMARY KEY (organization_id, reservation_id, ordinal),
  FOREIGN KEY (organization_id, reservation_id) REFERENCES reservations,
  FOREIGN KEY (organization_id, grant_id) REFERENCES credit_grants
);
SELECT orgplane_protect('reservation_holds');

-- Whether the organization's own AWS account pays for llm usage.
CREATE TABLE byok_states (
  organization_id uuid    NOT NULL PRIMARY KEY,
  active          boolean NOT NULL,
  version         bigint  NOT NULL
);
SELECT orgplane_protect('byok_states');
