-- When the invited was reminded; null again when the invitation is sent anew.
ALTER TABLE invitations ADD COLUMN reminded_at timestamptz;
