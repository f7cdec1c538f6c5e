-- What a typical change touches: a row that is locked, a row that is added, a counter under the lock.
CREATE TABLE organizations (
  organization_id uuid   PRIMARY KEY,
  projects        int    NOT NULL,
  version         bigint NOT NULL
) WITH (fillfactor = 50);
SELECT orgplane_protect('organizations');

CREATE TABLE projects (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  name            text        NOT NULL,
  description     text        NOT NULL,
  created_by      text        NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('projects');
