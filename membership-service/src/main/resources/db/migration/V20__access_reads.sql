-- What access checks read, in functions that see all organizations while they run: they are called by a
-- statement of its own, which is one round trip instead of the three of a transaction.

-- How far organizations have come. More than the version is read only of those that have changed.
CREATE FUNCTION access_heads(organizations uuid[], known bigint[])
RETURNS TABLE (
  organization_id uuid, version bigint, subjects text[], versions bigint[], membership_version bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  scope text := coalesce(current_setting('orgplane.organization', true), '');
BEGIN
  PERFORM set_config('orgplane.organization', '*', true);
  RETURN QUERY
  SELECT asked.organization_id, head.version,
    CASE WHEN head.version <> asked.version THEN head.subjects END,
    CASE WHEN head.version <> asked.version THEN head.versions END,
    CASE WHEN head.version <> asked.version THEN (
      SELECT coalesce(max(seats.membership_version), 0) FROM organization_seats AS seats
      WHERE seats.organization_id = asked.organization_id) END
  FROM unnest(organizations, known) AS asked (organization_id, version)
  JOIN organization_access AS head ON head.organization_id = asked.organization_id;
  PERFORM set_config('orgplane.organization', scope, true);
END $$;

-- What checks are decided from. Members come whole, with what they are assigned to elsewhere.
CREATE FUNCTION access_facts(organizations uuid[], users text[], workspaces uuid[])
RETURNS TABLE (
  "position" bigint, version bigint, membership_version bigint, role text, assigned uuid[], overrides text[],
  deleted boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  scope text := coalesce(current_setting('orgplane.organization', true), '');
BEGIN
  PERFORM set_config('orgplane.organization', '*', true);
  RETURN QUERY
  SELECT asked.position, coalesce(head.version, 0), coalesce(seats.membership_version, 0),
    member.role, assignments.workspaces, assignments.overrides, workspace.deleted
  FROM unnest(organizations, users, access_facts.workspaces)
    WITH ORDINALITY AS asked (organization_id, user_id, workspace_id, position)
  LEFT JOIN organization_access AS head ON head.organization_id = asked.organization_id
  LEFT JOIN organization_seats AS seats ON seats.organization_id = asked.organization_id
  LEFT JOIN members AS member
    ON member.organization_id = asked.organization_id AND member.user_id = asked.user_id
  LEFT JOIN workspaces AS workspace
    ON workspace.organization_id = asked.organization_id
    AND workspace.workspace_id = asked.workspace_id
  LEFT JOIN LATERAL (
    SELECT array_agg(each.workspace_id) AS workspaces, array_agg(each.role) AS overrides
    FROM workspace_assignments AS each
    WHERE each.organization_id = member.organization_id AND each.user_id = member.user_id
  ) AS assignments ON true;
  PERFORM set_config('orgplane.organization', scope, true);
END $$;
