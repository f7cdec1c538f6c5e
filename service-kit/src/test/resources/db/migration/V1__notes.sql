-- A service as small as can be, on which the kit is tested.
CREATE TABLE notes (
  organization_id uuid   NOT NULL,
  id              uuid   NOT NULL,
  text            text   NOT NULL,
  version         bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('notes');

-- What the probe's consumer has applied: one row an event, in the order of application.
CREATE TABLE applied (
  organization_id uuid   NOT NULL,
  id              bigint GENERATED ALWAYS AS IDENTITY,
  version         bigint NOT NULL,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('applied');
