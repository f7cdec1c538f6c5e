-- What vending is decided by is remembered by replicas, and is as it was while this version is: it rises in the
-- transaction of every change. There are a few of them, by the last bits of the organization's id, so that changes of
-- different organizations seldom wait for each other, and all are read at once.
CREATE TABLE standing_versions (
  shard   smallint PRIMARY KEY,
  version bigint   NOT NULL
) WITH (fillfactor = 50);
INSERT INTO standing_versions (shard, version) SELECT shard, 1 FROM generate_series(0, 15) AS shard;

CREATE FUNCTION standing_shard(organization uuid) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
  SELECT (get_byte(uuid_send(organization), 15) & 15)::smallint
$$;

CREATE FUNCTION standing_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE standing_versions SET version = version + 1
  WHERE shard = standing_shard(coalesce(NEW.organization_id, OLD.organization_id));
  RETURN NULL;
END $$;

CREATE TRIGGER standing_begins_or_ends AFTER INSERT OR DELETE ON configurations
FOR EACH ROW EXECUTE FUNCTION standing_changed();
CREATE TRIGGER standing_changes AFTER UPDATE ON configurations
FOR EACH ROW WHEN ((OLD.state, OLD.generation, OLD.expires_at) IS DISTINCT FROM (NEW.state, NEW.generation, NEW.expires_at))
EXECUTE FUNCTION standing_changed();
CREATE TRIGGER standing_begins_or_ends AFTER INSERT OR DELETE ON workspaces
FOR EACH ROW EXECUTE FUNCTION standing_changed();
CREATE TRIGGER standing_changes AFTER UPDATE ON workspaces
FOR EACH ROW WHEN (OLD.deleted IS DISTINCT FROM NEW.deleted) EXECUTE FUNCTION standing_changed();

-- As before, and with the version that goes with it, of one snapshot.
DROP FUNCTION standings(uuid[], uuid[]);
CREATE FUNCTION standings(organizations uuid[], asked_workspaces uuid[])
RETURNS TABLE (
  deleted boolean, organization_id uuid, state text, generation bigint, expires_at timestamptz, version bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  scope text := coalesce(current_setting('orgplane.organization', true), '');
BEGIN
  PERFORM set_config('orgplane.organization', '*', true);
  RETURN QUERY
  SELECT w.deleted, c.organization_id, c.state, c.generation, c.expires_at, v.version
  FROM unnest(organizations, asked_workspaces) WITH ORDINALITY AS asked (organization, workspace, place)
  JOIN standing_versions AS v ON v.shard = standing_shard(asked.organization)
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
