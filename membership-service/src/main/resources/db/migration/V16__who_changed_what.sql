-- How each assignment came to be, when and by whom it was last changed: what an access review shows.
ALTER TABLE workspace_assignments
  ADD COLUMN source     text        NOT NULL DEFAULT 'manual'
    CHECK (source IN ('invitation', 'manual', 'scim', 'jit')),
  ADD COLUMN changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN changed_by text        NOT NULL DEFAULT '';
UPDATE workspace_assignments AS assigned
SET changed_at = member.changed_at, changed_by = member.changed_by
FROM members AS member
WHERE member.organization_id = assigned.organization_id AND member.user_id = assigned.user_id;
ALTER TABLE workspace_assignments
  ALTER COLUMN source DROP DEFAULT, ALTER COLUMN changed_at DROP DEFAULT, ALTER COLUMN changed_by DROP DEFAULT;

-- The ways in that an identity provider has.
ALTER TABLE members DROP CONSTRAINT members_source_check;
ALTER TABLE members ADD CONSTRAINT members_source_check
  CHECK (source IN ('creator', 'invitation', 'scim', 'jit'));
