-- What an organization has bought. One row each, locked while it is changed; always before the pool.
CREATE TABLE subscriptions (
  organization_id       uuid        NOT NULL PRIMARY KEY,
  organization_name     text        NOT NULL,
  version               bigint      NOT NULL,
  catalogue_version     text        NOT NULL,
  plan                  text        NOT NULL,
  interval              text        NOT NULL CHECK (interval IN ('month', 'year')),
  status                text        NOT NULL CHECK (status IN ('trialing', 'active', 'past_due', 'canceled')),
  purchased             integer     NOT NULL CHECK (purchased >= 1),
  committed             integer     NOT NULL CHECK (committed >= 1),
  policy                text        NOT NULL CHECK (policy IN ('fixed', 'auto-expand')),
  ceiling               integer     CHECK (ceiling >= 1),
  period_start          timestamptz NOT NULL,
  period_end            timestamptz NOT NULL,
  cancel_at_period_end  boolean     NOT NULL DEFAULT false,
  entitlement_version   bigint      NOT NULL,
  provider_customer     text,
  provider_subscription text,
  card_brand            text,
  card_last4            text,
  sync_ticket           bigint      NOT NULL DEFAULT 0,
  applied_ticket        bigint      NOT NULL DEFAULT 0,
  sync_wanted           bigint      NOT NULL DEFAULT 0,
  sync_served           bigint      NOT NULL DEFAULT 0,
  sync_not_before       timestamptz NOT NULL DEFAULT '-infinity'
);
COMMENT ON COLUMN subscriptions.committed IS 'seats bought on purpose; what auto-expand bought beyond may go at renewal';
COMMENT ON COLUMN subscriptions.sync_ticket IS 'drawn before fetching from the provider; what was fetched under an older ticket than the applied one is stale';
CREATE UNIQUE INDEX subscriptions_by_customer ON subscriptions (provider_customer);
COMMENT ON COLUMN subscriptions.sync_wanted IS 'counts the hints that something is different; those up to sync_served have been followed';
CREATE INDEX subscriptions_to_synchronize ON subscriptions (organization_id) WHERE sync_served < sync_wanted;
SELECT orgplane_protect('subscriptions');

-- How many active members there are, as membership-service last said.
CREATE TABLE member_counts (
  organization_id    uuid    NOT NULL PRIMARY KEY,
  active_count       integer NOT NULL CHECK (active_count >= 0),
  membership_version bigint  NOT NULL,
  recounted_version  bigint  NOT NULL,
  recount_not_before timestamptz NOT NULL DEFAULT '-infinity'
);
COMMENT ON COLUMN member_counts.recounted_version IS 'the membership version up to which the provider has the seats';
CREATE INDEX member_counts_to_recount ON member_counts (organization_id) WHERE recounted_version < membership_version;
SELECT orgplane_protect('member_counts');

CREATE TABLE invoices (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  number          text,
  status          text        NOT NULL,
  amount_due      bigint      NOT NULL,
  amount_paid     bigint      NOT NULL,
  currency        text        NOT NULL,
  attempts        bigint      NOT NULL,
  created_at      timestamptz NOT NULL,
  page_url        text,
  pdf_url         text,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('invoices');

-- What the provider is to be asked to do: written before it is asked, ended after it has answered. An
-- open one whose lease is over was left in between, and a job takes it up.
CREATE TABLE payment_operations (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  kind            text        NOT NULL,
  request         jsonb       NOT NULL,
  status          text        NOT NULL CHECK (status IN ('open', 'done', 'refused')),
  answer          jsonb,
  attempts        integer     NOT NULL DEFAULT 0,
  round           integer     NOT NULL DEFAULT 0,
  last_error      text,
  begun_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  leased_until    timestamptz NOT NULL DEFAULT '-infinity',
  ended_at        timestamptz,
  PRIMARY KEY (organization_id, id)
);
COMMENT ON COLUMN payment_operations.round IS 'counts definite failures on the provider''s side, whose answer is kept under the idempotency key: the next round has another key';
CREATE UNIQUE INDEX one_open_operation ON payment_operations (organization_id) WHERE status = 'open';
CREATE INDEX payment_operations_by_time ON payment_operations (organization_id, begun_at);
CREATE INDEX payment_operations_open ON payment_operations (next_attempt_at) WHERE status = 'open';
SELECT orgplane_protect('payment_operations');

-- Webhooks that have been received, so that a repeated one is recognised. They arrive without an
-- organization; the one that their customer belongs to is noted for those that matter.
CREATE TABLE webhook_events (
  id              text        PRIMARY KEY,
  organization_id uuid,
  type            text        NOT NULL,
  received_at     timestamptz NOT NULL
);
CREATE INDEX webhook_events_by_age ON webhook_events USING brin (received_at);
