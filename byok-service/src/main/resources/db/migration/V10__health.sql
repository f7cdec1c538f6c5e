-- What a check can find, and what time does, become states of their own. The generation counts what vended
-- sessions are made under; a status that a check finds leaves it, so that sessions outlive bad weather.
ALTER TABLE configurations
  DROP CONSTRAINT configurations_state_check,
  DROP CONSTRAINT configurations_check,
  ADD COLUMN generation        bigint NOT NULL DEFAULT 0,
  ADD COLUMN next_check_at     timestamptz,
  ADD COLUMN unanswered        int    NOT NULL DEFAULT 0,
  ADD COLUMN expiry_noticed_at timestamptz,
  ADD CONSTRAINT configurations_state_check CHECK (state IN
    ('draft', 'active', 'degraded', 'invalid', 'expired', 'suspended', 'revoked')),
  ADD CONSTRAINT configurations_settings_check
    CHECK ((state IN ('draft', 'revoked')) = (kind IS NULL));

SELECT set_config('orgplane.organization', '*', true);
UPDATE configurations SET generation = version;
UPDATE configurations SET next_check_at = clock_timestamp() WHERE state = 'active';

-- What the jobs look for, across organizations.
CREATE INDEX configurations_to_check ON configurations (next_check_at)
  WHERE state IN ('active', 'degraded', 'invalid');
CREATE INDEX configurations_that_expire ON configurations (expires_at)
  WHERE state IN ('active', 'degraded', 'invalid');
