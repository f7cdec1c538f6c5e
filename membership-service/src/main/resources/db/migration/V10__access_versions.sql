-- At which version the access of an organization is: raised by every change of what an access check is
-- decided from, whoever makes it, so that what is remembered of an organization can be compared with one
-- number. Beside it, whom or which workspace the last changes were about, newest first, so that whoever is a
-- little behind forgets these alone.
CREATE TABLE organization_access (
  organization_id uuid     PRIMARY KEY,
  version         bigint   NOT NULL,
  subjects        text[]   NOT NULL,
  versions        bigint[] NOT NULL
) WITH (fillfactor = 50);
SELECT orgplane_protect('organization_access');

SELECT set_config('orgplane.organization', '*', true);
INSERT INTO organization_access (organization_id, version, subjects, versions)
SELECT organization_id, 1, '{}', '{}' FROM organization_seats;

-- The row stays locked to the end of the transaction, so versions are committed in their order.
CREATE FUNCTION raise_access_version(organization uuid, about text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO organization_access AS known (organization_id, version, subjects, versions)
  VALUES (organization, 1, about, array_fill(1::bigint, ARRAY[cardinality(about)]))
  ON CONFLICT (organization_id) DO UPDATE
  SET version = known.version + 1,
      subjects = (excluded.subjects || known.subjects)[1:32],
      versions = (array_fill(known.version + 1, ARRAY[cardinality(excluded.subjects)]) || known.versions)[1:32]
$$;

CREATE FUNCTION members_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_access_version(organization_id, (array_agg(DISTINCT 'user:' || user_id))[1:32])
  FROM changed GROUP BY organization_id ORDER BY organization_id;
  RETURN NULL;
END $$;

-- Whoever changes memberships holds the row of the seats and comes to the row of the version afterwards; so
-- does this, or the two could wait for each other.
CREATE FUNCTION workspaces_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM organization_seats
  WHERE organization_id IN (SELECT organization_id FROM changed) ORDER BY organization_id FOR UPDATE;
  PERFORM raise_access_version(organization_id, (array_agg(DISTINCT 'workspace:' || workspace_id))[1:32])
  FROM changed GROUP BY organization_id ORDER BY organization_id;
  RETURN NULL;
END $$;

CREATE TRIGGER access_added AFTER INSERT ON members
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
CREATE TRIGGER access_changed AFTER UPDATE ON members
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
CREATE TRIGGER access_ended AFTER DELETE ON members
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();

CREATE TRIGGER access_added AFTER INSERT ON workspace_assignments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
CREATE TRIGGER access_changed AFTER UPDATE ON workspace_assignments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
CREATE TRIGGER access_ended AFTER DELETE ON workspace_assignments
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();

CREATE TRIGGER access_added AFTER INSERT ON workspaces
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workspaces_changed();
CREATE TRIGGER access_changed AFTER UPDATE ON workspaces
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workspaces_changed();
CREATE TRIGGER access_ended AFTER DELETE ON workspaces
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workspaces_changed();

-- Answers carry the version of the memberships.
CREATE FUNCTION membership_version_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_access_version(NEW.organization_id, '{}');
  RETURN NULL;
END $$;
CREATE TRIGGER access_changed AFTER UPDATE ON organization_seats FOR EACH ROW
  WHEN (OLD.membership_version IS DISTINCT FROM NEW.membership_version)
  EXECUTE FUNCTION membership_version_changed();
