-- The id that a customer's role must demand of us. Made once; the trigger keeps anybody from changing it,
-- because a role somewhere trusts exactly this value.
CREATE TABLE external_ids (
  organization_id uuid        PRIMARY KEY,
  external_id     text        NOT NULL UNIQUE,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT orgplane_protect('external_ids');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an external id never changes';
END $$;
CREATE TRIGGER external_ids_never_change BEFORE UPDATE ON external_ids
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What billing-service last said, by its version.
CREATE TABLE entitlements (
  organization_id uuid    PRIMARY KEY,
  version         bigint  NOT NULL,
  byok            boolean NOT NULL,
  read_only       boolean NOT NULL
);
SELECT orgplane_protect('entitlements');

-- Workspaces that exist or did; a deleted one stays, so that no older event brings it back.
CREATE TABLE workspaces (
  organization_id uuid    NOT NULL,
  workspace_id    uuid    NOT NULL,
  deleted         boolean NOT NULL,
  PRIMARY KEY (organization_id, workspace_id)
);
SELECT orgplane_protect('workspaces');

-- One configuration per organization, from its beginning on. The version counts every change and goes on
-- over a removal. No column here holds a secret.
CREATE TABLE configurations (
  organization_id   uuid   PRIMARY KEY,
  version           bigint NOT NULL,
  state             text   NOT NULL CHECK (state IN ('draft', 'active', 'suspended', 'revoked')),
  kind              text,
  region            text,
  inference_profile text,
  account_id        text,
  masked_key_id     text,
  role_arn          text,
  expires_at        timestamptz,
  secret_id         uuid,
  secret_version    bigint,
  last_check        jsonb,
  CHECK ((state IN ('active', 'suspended')) = (kind IS NOT NULL))
);
SELECT orgplane_protect('configurations');

-- Secrets, each under a data key of its own that the master key wraps. Deleting the row destroys the data
-- key: what was sealed with it can never be opened again.
CREATE TABLE sealed_secrets (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  version         bigint      NOT NULL,
  algorithm       text        NOT NULL,
  key_id          text        NOT NULL,
  wrapped_key     bytea       NOT NULL,
  nonce           bytea       NOT NULL,
  ciphertext      bytea       NOT NULL,
  sealed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('sealed_secrets');
