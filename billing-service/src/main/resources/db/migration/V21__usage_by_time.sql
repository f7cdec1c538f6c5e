-- What was recorded under which id: the key by which a repetition is recognised, however it comes and
-- whenever. It is never partitioned by time, because a repetition may say another one.
SELECT set_config('orgplane.organization', '*', true);
ALTER TABLE usage_records RENAME TO usage_requests;
ALTER INDEX usage_records_pkey RENAME TO usage_requests_pkey;
ALTER TABLE usage_requests RENAME COLUMN recorded_at TO recorded_before;
ALTER TABLE usage_requests ALTER COLUMN recorded_before DROP NOT NULL;

-- The usage itself, a partition for each month in which it occurred. Unique by usage_requests, which is
-- written in the same transaction.
CREATE TABLE usage_records (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  workspace_id    uuid        NOT NULL,
  user_id         text,
  kind            text        NOT NULL,
  credits         bigint      NOT NULL CHECK (credits >= 0),
  source          text        NOT NULL CHECK (source IN ('credits', 'byok')),
  occurred_at     timestamptz NOT NULL,
  recorded_at     timestamptz NOT NULL,
  attributes      jsonb
) PARTITION BY RANGE (occurred_at);
SELECT orgplane_protect('usage_records');

-- A month's partition, when it is not there yet. The service's role owns no tables, so this runs as their
-- owner. A table of its own that is then attached waits for nobody who writes into other months.
-- Answers whether it was there before, for everybody to see.
CREATE FUNCTION usage_month(of timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  month date := date_trunc('month', of)::date;
  name  text := 'usage_records_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN true;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('usage_month'));
  -- Not by to_regclass: that may still remember that there was none.
  IF NOT EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'public'::regnamespace) THEN
    EXECUTE format('CREATE TABLE %I (LIKE usage_records INCLUDING ALL)', name);
    PERFORM orgplane_protect(name::regclass);
    EXECUTE format('ALTER TABLE usage_records ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      name, month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('CREATE INDEX %I ON %I USING brin (organization_id, occurred_at)',
      name || '_by_time', name);
  END IF;
  RETURN false;
END $$;

DO $$ BEGIN
  PERFORM usage_month(month) FROM (SELECT DISTINCT date_trunc('month', occurred_at) AS month FROM usage_requests) AS months;
END $$;
INSERT INTO usage_records
SELECT organization_id, id, workspace_id, user_id, kind, credits, source, occurred_at, recorded_before, attributes
FROM usage_requests;

-- What was used, summed up as it is recorded: views and trends read nothing else.
CREATE TABLE usage_days (
  organization_id uuid   NOT NULL,
  day             date   NOT NULL,
  workspace_id    uuid   NOT NULL,
  user_id         text   NOT NULL,
  kind            text   NOT NULL,
  records         bigint NOT NULL,
  credits         bigint NOT NULL,
  charged         bigint NOT NULL,
  PRIMARY KEY (organization_id, day, workspace_id, user_id, kind)
) WITH (fillfactor = 80);
COMMENT ON COLUMN usage_days.user_id IS 'empty: of nobody in particular';
COMMENT ON COLUMN usage_days.charged IS 'the part that the pool has paid; the rest was the organization''s own account';
SELECT orgplane_protect('usage_days');
INSERT INTO usage_days
SELECT organization_id, (occurred_at AT TIME ZONE 'UTC')::date, workspace_id, coalesce(user_id, ''), kind,
  count(*), sum(credits), coalesce(sum(credits) FILTER (WHERE source = 'credits'), 0)
FROM usage_records GROUP BY 1, 2, 3, 4, 5;

ALTER TABLE usage_requests DROP COLUMN user_id, DROP COLUMN attributes, DROP COLUMN recorded_before;

-- Since when the organization's own account has paid, or has no longer: usage is judged by when it occurred.
CREATE TABLE byok_changes (
  organization_id uuid        NOT NULL,
  version         bigint      NOT NULL,
  active          boolean     NOT NULL,
  since           timestamptz NOT NULL,
  PRIMARY KEY (organization_id, version)
);
SELECT orgplane_protect('byok_changes');
INSERT INTO byok_changes SELECT organization_id, version, active, '-infinity' FROM byok_states;
