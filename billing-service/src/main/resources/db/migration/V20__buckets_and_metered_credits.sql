-- How what is left of a month rolls over, what may be paid afterwards, and how far a period is used up.
ALTER TABLE credit_pools ALTER COLUMN daily_credits DROP NOT NULL;
ALTER TABLE credit_pools
  ADD COLUMN version         bigint   NOT NULL DEFAULT 1,
  ADD COLUMN rollover_months integer  NOT NULL DEFAULT 0 CHECK (rollover_months >= 0),
  ADD COLUMN payg_allowed    boolean  NOT NULL DEFAULT false,
  ADD COLUMN payg_enabled    boolean  NOT NULL DEFAULT false,
  ADD COLUMN payg_cap        bigint   CHECK (payg_cap > 0),
  ADD COLUMN period_granted  bigint   NOT NULL DEFAULT 0 CHECK (period_granted >= 0),
  ADD COLUMN period_drawn    bigint   NOT NULL DEFAULT 0 CHECK (period_drawn >= 0),
  ADD COLUMN alerted         smallint NOT NULL DEFAULT 0;
COMMENT ON COLUMN credit_pools.version IS 'counts its changes: whoever writes has seen the last one, or writes nothing';
COMMENT ON COLUMN credit_pools.daily_credits IS 'null: without limit';
COMMENT ON COLUMN credit_pools.payg_cap IS 'minor units a period; null: none';
COMMENT ON COLUMN credit_pools.period_granted IS 'monthly credits of the running period, the measure of its alerts';
COMMENT ON COLUMN credit_pools.alerted IS 'the highest percentage that this period has been alerted of';
CREATE INDEX credit_pools_by_end ON credit_pools (period_end);

-- A grant that grows as it is drawn from: pay-as-you-go within its cap, and days without limit.
SELECT set_config('orgplane.organization', '*', true);
ALTER TABLE credit_grants
  ADD COLUMN open    boolean NOT NULL DEFAULT false,
  ADD COLUMN expired bigint  NOT NULL DEFAULT 0;
UPDATE credit_grants g SET expired = coalesce((
  SELECT sum(l.credits) FROM credit_ledger l
  WHERE l.organization_id = g.organization_id AND l.grant_id = g.id AND l.entry = 'expiry'), 0);
ALTER TABLE credit_grants ADD CHECK (expired >= 0 AND remaining + expired <= granted);
COMMENT ON COLUMN credit_grants.expired IS 'granted - remaining - expired is what was drawn';
COMMENT ON COLUMN credit_grants.open IS 'it still grows with what is drawn from it';
DROP INDEX credit_grants_live;
CREATE INDEX credit_grants_live ON credit_grants (organization_id) WHERE remaining > 0 OR open;

-- The ledger names grants of its own transaction under the pool's lock; looking each one up again costs as
-- much as writing the line. The job that recomputes the books reports a line without its grant.
ALTER TABLE credit_ledger DROP CONSTRAINT credit_ledger_organization_id_grant_id_fkey;
CREATE INDEX credit_ledger_by_grant ON credit_ledger (organization_id, grant_id);

-- What was drawn by pay-as-you-go in a period that is over. Each is asked of the provider once.
CREATE TABLE metered_charges (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  grant_id        uuid        NOT NULL,
  credits         bigint      NOT NULL CHECK (credits > 0),
  amount          bigint      NOT NULL CHECK (amount >= 0),
  currency        text        NOT NULL,
  period_end      timestamptz NOT NULL,
  owed_at         timestamptz NOT NULL,
  operation       uuid,
  charged_at      timestamptz,
  PRIMARY KEY (organization_id, id)
);
COMMENT ON TABLE metered_charges IS 'one a period, and one for each reservation that was settled after its period';
CREATE INDEX metered_charges_to_make ON metered_charges (owed_at) WHERE charged_at IS NULL;
SELECT orgplane_protect('metered_charges');
