-- Each of those asked for is looked up by its key. As a plain join it was planned as the scan of both tables, held
-- against each of them in turn: PostgreSQL takes the condition of row-level security to leave almost no row, and the
-- function lets it leave all. The plan is made once, by keys whatever size the tables have at that moment.
CREATE OR REPLACE FUNCTION standings(organizations uuid[], asked_workspaces uuid[])
RETURNS TABLE (
  deleted boolean, organization_id uuid, state text, generation bigint, expires_at timestamptz)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  scope text := coalesce(current_setting('orgplane.organization', true), '');
BEGIN
  PERFORM set_config('orgplane.organization', '*', true);
  RETURN QUERY
  SELECT w.deleted, c.organization_id, c.state, c.generation, c.expires_at
  FROM unnest(organizations, asked_workspaces) WITH ORDINALITY AS asked (organization, workspace, place)
  LEFT JOIN LATERAL (
    SELECT each.deleted FROM workspaces AS each
    WHERE each.organization_id = asked.organization AND each.workspace_id = asked.workspace
    LIMIT 1) AS w ON true
  LEFT JOIN LATERAL (
    SELECT each.organization_id, each.state, each.generation, each.expires_at FROM configurations AS each
    WHERE each.organization_id = asked.organization
    LIMIT 1) AS c ON true
  ORDER BY asked.place;
  PERFORM set_config('orgplane.organization', scope, true);
END $$;
