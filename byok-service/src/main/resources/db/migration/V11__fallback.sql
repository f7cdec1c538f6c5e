-- Whether calls may run on the platform's account when the organization's own does not answer. No row is strict.
CREATE TABLE fallback_policies (
  organization_id uuid    PRIMARY KEY,
  version         bigint  NOT NULL,
  policy          text    NOT NULL CHECK (policy IN ('strict', 'warn', 'allow')),
  enforced        boolean NOT NULL,
  workspaces      jsonb   NOT NULL
);
SELECT orgplane_protect('fallback_policies');

-- Each fallback that was allowed, once by the platform service's id, with what was asked.
CREATE TABLE fallbacks (
  organization_id uuid        NOT NULL,
  id              text        NOT NULL,
  asked           text        NOT NULL,
  policy          text        NOT NULL,
  allowed_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
SELECT orgplane_protect('fallbacks');
