-- Somebody new has no keys yet, and need not be looked for.
CREATE OR REPLACE FUNCTION index_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM member_search_keys AS stale
    WHERE stale.organization_id = NEW.organization_id AND stale.user_id = NEW.user_id;
  END IF;
  INSERT INTO member_search_keys (organization_id, key, user_id)
  SELECT NEW.organization_id, key, NEW.user_id
  FROM (
    SELECT member_search_keys(NEW.name)
    UNION
    SELECT member_search_keys(NEW.email)
  ) AS found (key);
  RETURN NULL;
END $$;
