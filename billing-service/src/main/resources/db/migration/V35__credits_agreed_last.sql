-- "seats" and "credits_per_seat" are the most of the month, so that going down and up again grants nothing twice.
-- The month after it begins with what was agreed last.
ALTER TABLE credit_pools
  ADD COLUMN agreed_credits_per_seat bigint,
  ADD COLUMN agreed_seats integer;
UPDATE credit_pools SET agreed_credits_per_seat = credits_per_seat, agreed_seats = seats;
ALTER TABLE credit_pools
  ALTER COLUMN agreed_credits_per_seat SET NOT NULL,
  ALTER COLUMN agreed_seats SET NOT NULL,
  ADD CHECK (agreed_credits_per_seat >= 0),
  ADD CHECK (agreed_seats >= 0);
COMMENT ON COLUMN credit_pools.agreed_seats IS 'as told last; the next month begins with them';
