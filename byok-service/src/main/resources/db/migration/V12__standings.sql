-- What vending reads for every request, in a function that sees all organizations while it runs: it is
-- called by a statement of its own, which is one round trip instead of the three of a transaction.
CREATE FUNCTION standings(organizations uuid[], asked_workspaces uuid[])
RETURNS TABLE (
  deleted boolean, organization_id uuid, state text, generation bigint, expires_at timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  scope text := coalesce(current_setting('orgplane.organization', true), '');
BEGIN
  PERFORM set_config('orgplane.organization', '*', true);
  RETURN QUERY
  SELECT w.deleted, c.organization_id, c.state, c.generation, c.expires_at
  FROM unnest(organizations, asked_workspaces) WITH ORDINALITY AS asked (organization, workspace, place)
  LEFT JOIN workspaces w
    ON w.organization_id = asked.organization AND w.workspace_id = asked.workspace
  LEFT JOIN configurations c ON c.organization_id = asked.organization
  ORDER BY asked.place;
  PERFORM set_config('orgplane.organization', scope, true);
END $$;
