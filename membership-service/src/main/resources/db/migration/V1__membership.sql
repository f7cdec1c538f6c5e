-- Who belongs to which organization, who is invited, and the gate through which every member comes in.

-- What has been heard of organizations: their names, for mails and previews.
CREATE TABLE organizations (
  organization_id uuid    PRIMARY KEY,
  name            text    NOT NULL,
  version         bigint  NOT NULL DEFAULT 0,
  deleted         boolean NOT NULL DEFAULT false
);
SELECT orgplane_protect('organizations');

-- What has been heard of workspaces. A deleted one stays as a row, so that it cannot come back.
CREATE TABLE workspaces (
  organization_id uuid    NOT NULL,
  workspace_id    uuid    NOT NULL,
  name            text    NOT NULL,
  deleted         boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, workspace_id)
);
SELECT orgplane_protect('workspaces');

-- The seat gate. Whoever changes the memberships of an organization locks its row first, so the versions
-- are dense and the order of events is the order of commits. The check is the last line behind the guarded
-- update: no statement whatever can bring more members in than there are seats.
CREATE TABLE organization_seats (
  organization_id     uuid    PRIMARY KEY,
  cap                 int,
  used                int     NOT NULL CHECK (used >= 0),
  policy              text    NOT NULL DEFAULT 'fixed',
  read_only           boolean NOT NULL DEFAULT false,
  entitlement_version bigint  NOT NULL DEFAULT 0,
  membership_version  bigint  NOT NULL DEFAULT 0,
  CONSTRAINT members_have_seats CHECK (cap IS NULL OR used <= cap)
) WITH (fillfactor = 50);
SELECT orgplane_protect('organization_seats');

-- Active members; a removed one has no row.
CREATE TABLE members (
  organization_id uuid        NOT NULL,
  user_id         text        NOT NULL,
  email           text        NOT NULL,
  name            text        NOT NULL,
  role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
  source          text        NOT NULL CHECK (source IN ('creator', 'invitation')),
  joined_at       timestamptz NOT NULL,
  version         bigint      NOT NULL,
  changed_at      timestamptz NOT NULL,
  changed_by      text        NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX members_by_joining ON members (organization_id, joined_at, user_id);
CREATE INDEX members_by_email ON members (organization_id, email);
SELECT orgplane_protect('members');

-- Explicit assignments of Developers and Viewers; without a role of its own one inherits the member's.
CREATE TABLE workspace_assignments (
  organization_id uuid NOT NULL,
  user_id         text NOT NULL,
  workspace_id    uuid NOT NULL,
  role            text CHECK (role IN ('admin', 'developer', 'viewer')),
  PRIMARY KEY (organization_id, user_id, workspace_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES members
);
CREATE INDEX workspace_assignments_by_workspace ON workspace_assignments (organization_id, workspace_id);
SELECT orgplane_protect('workspace_assignments');

-- Invitations. Whether a pending one has expired is decided at read, by its time.
CREATE TABLE invitations (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  email           text        NOT NULL,
  role            text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
  workspaces      jsonb       NOT NULL,
  status          text        NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  invited_by      text        NOT NULL,
  inviter_name    text        NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  answered_at     timestamptz,
  accepted_by     text,
  skipped         jsonb       NOT NULL DEFAULT '[]',
  blocked_at      timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX one_pending_invitation ON invitations (organization_id, email) WHERE status = 'pending';
CREATE INDEX invitations_by_expiry ON invitations (expires_at) WHERE status = 'pending';
SELECT orgplane_protect('invitations');

-- Hashes of every token that was ever mailed, the superseded ones included, so that an old link can say so.
CREATE TABLE invitation_tokens (
  organization_id uuid    NOT NULL,
  token_hash      bytea   NOT NULL,
  invitation_id   uuid    NOT NULL,
  superseded      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, token_hash),
  FOREIGN KEY (organization_id, invitation_id) REFERENCES invitations
);
CREATE UNIQUE INDEX invitation_tokens_by_hash ON invitation_tokens (token_hash);
CREATE INDEX invitation_tokens_by_invitation ON invitation_tokens (organization_id, invitation_id);
SELECT orgplane_protect('invitation_tokens');

-- Removals and who has acknowledged them.
CREATE TABLE revocations (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  user_id         text        NOT NULL,
  removed_by      text        NOT NULL,
  workspaces      jsonb       NOT NULL,
  started_at      timestamptz NOT NULL,
  completed_at    timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX revocations_open ON revocations (started_at) WHERE completed_at IS NULL;
SELECT orgplane_protect('revocations');

CREATE TABLE revocation_participants (
  organization_id uuid NOT NULL,
  revocation_id   uuid NOT NULL,
  name            text NOT NULL,
  acknowledged_at timestamptz,
  detail          text,
  PRIMARY KEY (organization_id, revocation_id, name),
  FOREIGN KEY (organization_id, revocation_id) REFERENCES revocations
);
SELECT orgplane_protect('revocation_participants');

-- Mails that are to go out; a row ends with its mail. What a link needs beyond the letter is sealed, so that
-- a dump of this table opens no door.
CREATE TABLE mail_outbox (
  organization_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  recipient       text        NOT NULL,
  letter          jsonb       NOT NULL,
  sealed          bytea,
  about           uuid,
  attempts        int         NOT NULL DEFAULT 0,
  posted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX mail_outbox_by_due ON mail_outbox (due_at);
CREATE INDEX mail_outbox_by_subject ON mail_outbox (organization_id, about);
SELECT orgplane_protect('mail_outbox');
