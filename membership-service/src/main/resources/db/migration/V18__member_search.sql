-- What the search of the members list finds somebody by: their name and address from the start of each word
-- on, in lower case. Row-level security lets no index on LIKE or trigrams be used (their operators are not
-- leakproof), but comparisons it does: a search is a range of this key.
CREATE TABLE member_search_keys (
  organization_id uuid NOT NULL,
  key             text COLLATE "C" NOT NULL,
  user_id         text NOT NULL,
  PRIMARY KEY (organization_id, key, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES members ON DELETE CASCADE
);
CREATE INDEX member_search_keys_by_member ON member_search_keys (organization_id, user_id, key);
SELECT orgplane_protect('member_search_keys');

CREATE FUNCTION member_search_keys(words text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT left(substr(lower(words), start), 64)
  FROM generate_series(1, length(words)) AS start
  WHERE start = 1
     OR (substr(words, start, 1) ~ '[[:alnum:]]' AND substr(words, start - 1, 1) !~ '[[:alnum:]]')
$$;

CREATE FUNCTION index_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM member_search_keys AS stale
  WHERE stale.organization_id = NEW.organization_id AND stale.user_id = NEW.user_id;
  INSERT INTO member_search_keys (organization_id, key, user_id)
  SELECT NEW.organization_id, key, NEW.user_id
  FROM member_search_keys(NEW.name) AS key
  UNION
  SELECT NEW.organization_id, key, NEW.user_id
  FROM member_search_keys(NEW.email) AS key;
  RETURN NULL;
END $$;

CREATE TRIGGER index_member AFTER INSERT OR UPDATE OF name, email ON members
  FOR EACH ROW EXECUTE FUNCTION index_member();

INSERT INTO member_search_keys (organization_id, key, user_id)
SELECT organization_id, key, user_id FROM members, member_search_keys(name) AS key
UNION
SELECT organization_id, key, user_id FROM members, member_search_keys(email) AS key;
