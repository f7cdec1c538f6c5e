-- Organizations that are gone. Of what they used nothing is kept; of credits and of money the ledger with its
-- grants and what was charged afterwards, the books of what was invoiced.
CREATE TABLE closed_accounts (
  organization_id uuid        NOT NULL PRIMARY KEY,
  closed_at       timestamptz NOT NULL,
  forgotten_at    timestamptz
);
COMMENT ON COLUMN closed_accounts.forgotten_at IS 'null: there may still be usage of it to be dropped';
CREATE INDEX closed_accounts_to_forget ON closed_accounts (closed_at) WHERE forgotten_at IS NULL;
SELECT orgplane_protect('closed_accounts');

-- Months of usage that nobody keeps any longer: the sums of usage_days and the ids of usage_requests stay.
-- The service's role owns no tables, so this runs as their owner. Answers how many months went. It needs the whole
-- table for a moment, and leaves it for another day rather than let those who write wait long for it.
CREATE FUNCTION usage_months_gone(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '5s' AS $$
DECLARE
  name text;
  gone integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('usage_month'));
  FOR name IN
    SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid
    WHERE inhparent = 'usage_records'::regclass
      AND to_date(right(relname, 7), 'YYYY_MM') + interval '1 month' <= before
    ORDER BY relname
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    gone := gone + 1;
  END LOOP;
  RETURN gone;
END $$;
