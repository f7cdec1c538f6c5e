-- Removed people whose sessions in the identity provider are to be looked after: the intent, written with
-- the removal. A row ends with its acknowledgement in the revocation's record.
CREATE TABLE sign_outs (
  organization_id uuid        NOT NULL,
  revocation_id   uuid        NOT NULL,
  user_id         text        NOT NULL,
  attempts        int         NOT NULL DEFAULT 0,
  begun_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, revocation_id),
  FOREIGN KEY (organization_id, revocation_id) REFERENCES revocations
);
CREATE INDEX sign_outs_by_due ON sign_outs (due_at);
SELECT orgplane_protect('sign_outs');

-- Whether another organization holds a person.
CREATE INDEX members_by_user ON members (user_id);
