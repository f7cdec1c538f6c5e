-- When a charge is tried next: a refused card is asked again another day.
ALTER TABLE metered_charges ADD COLUMN not_before timestamptz NOT NULL DEFAULT '-infinity';
