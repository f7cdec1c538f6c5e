-- For which usage credits are owed, the oldest first: what is paid back is drawn for that usage, so that
-- every draw of the ledger can be traced. Their sum is the pool's debt.
CREATE TABLE credit_debts (
  organization_id uuid   NOT NULL,
  usage_id        text   NOT NULL,
  position        bigint GENERATED ALWAYS AS IDENTITY,
  credits         bigint NOT NULL CHECK (credits > 0),
  PRIMARY KEY (organization_id, usage_id)
);
SELECT orgplane_protect('credit_debts');

-- What is owed already: by usage what was not drawn for it, less what was paid back so far, the oldest first.
SELECT set_config('orgplane.organization', '*', true);
INSERT INTO credit_debts (organization_id, usage_id, credits)
SELECT organization_id, id, least(missing, through - repaid) FROM (
  SELECT *, sum(missing) OVER (PARTITION BY organization_id ORDER BY occurred_at, id) AS through FROM (
    SELECT u.organization_id, u.id, u.occurred_at,
      u.credits - coalesce((SELECT sum(l.credits) FROM credit_ledger l WHERE l.organization_id = u.organization_id
        AND l.entry = 'draw' AND l.reference = u.id), 0) AS missing,
      coalesce((SELECT sum(l.credits) FROM credit_ledger l WHERE l.organization_id = u.organization_id
        AND l.entry = 'draw' AND l.reference = 'debt'), 0) AS repaid
    FROM usage_requests u
    WHERE u.source = 'credits'
      AND u.organization_id IN (SELECT organization_id FROM credit_pools WHERE debt > 0)) AS used
  WHERE missing > 0) AS owed
WHERE through > repaid
ORDER BY organization_id, occurred_at, id;
