-- By how many seats an organization's members, ours and the provider's differed when they were last compared.
ALTER TABLE subscriptions ADD COLUMN seat_drift bigint NOT NULL DEFAULT 0;
CREATE INDEX subscriptions_adrift ON subscriptions (organization_id) WHERE seat_drift > 0;
