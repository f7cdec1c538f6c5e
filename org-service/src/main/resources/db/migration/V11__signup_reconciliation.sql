-- How far the search for people who registered and never called is, and which replica is at it. Leases are
-- by the database's own clock, which all replicas share.
CREATE TABLE signup_reconciliation (
  one_row      boolean     PRIMARY KEY DEFAULT true CHECK (one_row),
  next_person  integer     NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL DEFAULT '-infinity',
  holder       uuid,
  held_until   timestamptz NOT NULL DEFAULT '-infinity',
  completed_at timestamptz
);
INSERT INTO signup_reconciliation DEFAULT VALUES;
