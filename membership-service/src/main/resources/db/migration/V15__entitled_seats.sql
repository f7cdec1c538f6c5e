-- How many members billing allows, beside the cap, which is never below the members in it. Above the
-- allowance nobody comes in, also not into the seat of somebody who has left: the members go down to what
-- is allowed first. Null when there is no limit.
ALTER TABLE organization_seats ADD COLUMN entitled int;
UPDATE organization_seats SET entitled = cap;
ALTER TABLE organization_seats
  ADD CONSTRAINT cap_holds_what_is_entitled
  CHECK ((cap IS NULL) = (entitled IS NULL) AND (cap IS NULL OR cap = greatest(entitled, used)));
