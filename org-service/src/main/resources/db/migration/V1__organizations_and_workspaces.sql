-- Organizations. A deleted one stays as a row, so that its id and a person's one personal organization
-- are never given out again; everything else about it is gone.
CREATE TABLE organizations (
  organization_id uuid        PRIMARY KEY,
  name            text        NOT NULL,
  description     text        NOT NULL,
  status          text        NOT NULL CHECK (status IN ('provisioning', 'active', 'deleted')),
  personal        boolean     NOT NULL,
  created_by      text        NOT NULL,
  created_at      timestamptz NOT NULL,
  version         bigint      NOT NULL
);
-- One for each person, however many of their first calls arrive at once.
CREATE UNIQUE INDEX organizations_personal ON organizations (created_by) WHERE personal;
CREATE INDEX organizations_provisioning ON organizations (created_at) WHERE status = 'provisioning';
SELECT orgplane_protect('organizations');

-- Which services have set up what they hold for a new organization.
CREATE TABLE provisioning_acknowledgements (
  organization_id uuid        NOT NULL REFERENCES organizations,
  participant     text        NOT NULL,
  acknowledged_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, participant)
);
SELECT orgplane_protect('provisioning_acknowledgements');

-- "name_key" is the name as it is compared: two names that differ in case only are one. It is computed by
-- the service, because what lower() does depends on the locale that a database was created with.
CREATE TABLE workspaces (
  organization_id uuid        NOT NULL REFERENCES organizations,
  workspace_id    uuid        NOT NULL,
  name            text        NOT NULL,
  name_key        text        NOT NULL,
  description     text        NOT NULL,
  cloud_provider  text        NOT NULL CHECK (cloud_provider IN ('aws', 'gcp', 'azure')),
  is_default      boolean     NOT NULL,
  created_at      timestamptz NOT NULL,
  version         bigint      NOT NULL,
  PRIMARY KEY (organization_id, workspace_id)
);
CREATE UNIQUE INDEX workspaces_names ON workspaces (organization_id, name_key);
CREATE UNIQUE INDEX workspaces_default ON workspaces (organization_id) WHERE is_default;
SELECT orgplane_protect('workspaces');

-- What the plan allows, as billing last said; a null limit is none.
CREATE TABLE entitlements (
  organization_id uuid    PRIMARY KEY REFERENCES organizations,
  version         bigint  NOT NULL,
  plan            text    NOT NULL,
  read_only       boolean NOT NULL,
  workspace_limit integer,
  seats_purchased integer NOT NULL,
  seat_cap        integer
);
SELECT orgplane_protect('entitlements');

-- Figures of other services, each as its events last said. Credits change with every use, so they are
-- updated in place (no index on what changes, and room for it on the page).
CREATE TABLE figures (
  organization_id    uuid   PRIMARY KEY REFERENCES organizations,
  active_members     integer NOT NULL,
  membership_version bigint  NOT NULL,
  credits_remaining  numeric NOT NULL,
  byok_status        text    NOT NULL,
  byok_version       bigint  NOT NULL
) WITH (fillfactor = 70);
SELECT orgplane_protect('figures');

-- Invitations by whether they still wait. A closed one stays, so that nothing opens it again.
CREATE TABLE invitations (
  organization_id uuid    NOT NULL REFERENCES organizations,
  invitation_id   uuid    NOT NULL,
  pending         boolean NOT NULL,
  PRIMARY KEY (organization_id, invitation_id)
);
SELECT orgplane_protect('invitations');
