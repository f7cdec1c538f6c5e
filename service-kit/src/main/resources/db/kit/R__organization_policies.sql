-- The condition of every row-level security policy, in a form that PostgreSQL can plan with: which organization
-- the transaction works for is read once a statement and not once a row. Compared row by row with the setting
-- itself, the condition was held to leave one row in a hundred, whatever it was about, and plans were chosen for so few.
--
-- This runs behind all numbered migrations whenever it has changed, so it puts right the policies of the tables that
-- there are; orgplane_protect does the same for those that later migrations bring.
CREATE OR REPLACE FUNCTION orgplane_protect(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
  EXECUTE format('CREATE POLICY organization ON %s USING (false)', protected);
  PERFORM orgplane_admit_own(protected);
END $$;

-- Rows are visible and writable to a transaction that has said which organization it works for ('*' for all). Where
-- nothing has been said, the setting is null or empty, and no row is. The column is compared as it is: written out as
-- text, each row would cost more than adding it up does.
CREATE OR REPLACE FUNCTION orgplane_admit_own(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'ALTER POLICY organization ON %s USING ('
    '  (SELECT current_setting(''orgplane.organization'', true) = ''*'')'
    '  OR organization_id = (SELECT nullif(nullif(current_setting(''orgplane.organization'', true), ''*''), '''')::uuid))',
    protected);
END $$;

SELECT orgplane_admit_own(polrelid::regclass) FROM pg_policy
WHERE polname = 'organization'
  AND polrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace);
