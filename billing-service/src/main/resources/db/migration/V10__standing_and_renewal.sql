-- How well a subscription is paid, and what is to become of it at its next renewal.
ALTER TABLE subscriptions
  ADD COLUMN trial_ends_at     timestamptz,
  ADD COLUMN tried             boolean     NOT NULL DEFAULT false,
  ADD COLUMN owed_since        timestamptz,
  ADD COLUMN read_only         boolean     NOT NULL DEFAULT false,
  ADD COLUMN notice_at         timestamptz,
  ADD COLUMN scheduled         jsonb,
  ADD COLUMN renews_as         jsonb,
  ADD COLUMN renewal_check_at  timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN lowering_cap      integer     CHECK (lowering_cap >= 1),
  ADD COLUMN lowering_version  bigint,
  ADD COLUMN lowering_applied  integer     CHECK (lowering_applied >= 1),
  ADD COLUMN reconciled_at     timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN sync_wanted_at    timestamptz,
  ADD COLUMN closing           boolean     NOT NULL DEFAULT false;
COMMENT ON COLUMN subscriptions.tried IS 'a trial is had once';
COMMENT ON COLUMN subscriptions.owed_since IS 'since when a payment is owed; the grace is counted from here';
COMMENT ON COLUMN subscriptions.notice_at IS 'when somebody is to be reminded of what is owed, or the grace is over';
COMMENT ON COLUMN subscriptions.scheduled IS 'the change that begins with the next period';
COMMENT ON COLUMN subscriptions.renews_as IS 'what the provider has been told the next period is to be; null: the same again';
COMMENT ON COLUMN subscriptions.lowering_cap IS 'the cap that the seat gate has been asked to go down to, before less is billed';
COMMENT ON COLUMN subscriptions.lowering_applied IS 'the cap that the seat gate has answered, and that is billed from the next period on';
CREATE INDEX subscriptions_to_check ON subscriptions (renewal_check_at) WHERE provider_subscription IS NOT NULL;
CREATE INDEX subscriptions_to_notice ON subscriptions (notice_at) WHERE notice_at IS NOT NULL;
CREATE INDEX subscriptions_to_reconcile ON subscriptions (reconciled_at) WHERE provider_subscription IS NOT NULL;
CREATE INDEX subscriptions_to_close ON subscriptions (organization_id) WHERE closing;

-- Seats that the gate had to let through beyond what was bought: they are owed.
ALTER TABLE member_counts ADD COLUMN seats_owed integer NOT NULL DEFAULT 0;

ALTER TABLE payment_operations ADD COLUMN actor jsonb;
COMMENT ON COLUMN payment_operations.actor IS 'who wanted it; null is billing itself';

-- What an organization has that a plan may not allow: workspaces, byok, sso.
CREATE TABLE things_in_use (
  organization_id uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('workspace', 'byok', 'sso')),
  id              text NOT NULL,
  PRIMARY KEY (organization_id, kind, id)
);
SELECT orgplane_protect('things_in_use');
