package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;

import java.util.UUID;

/**
 * Processes that die over an operation: they can neither end it nor give its lease back. A trigger
 * plays that, by refusing whoever holds the lease to write.
 */
final class DyingProcesses {

  private DyingProcesses() {}

  static void begin() {
    DATABASE.update(
        "CREATE TABLE dying (organization_id uuid PRIMARY KEY, until timestamptz NOT NULL)");
    DATABASE.update(
        """
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF OLD.leased_until > clock_timestamp() AND EXISTS (SELECT 1 FROM dying
              WHERE organization_id = OLD.organization_id AND until > clock_timestamp()) THEN
            RAISE EXCEPTION 'this process has died';
          END IF;
          RETURN NEW;
        END $$
        """);
    DATABASE.update(
        """
        CREATE TRIGGER dying BEFORE UPDATE ON payment_operations
        FOR EACH ROW EXECUTE FUNCTION die()
        """);
  }

  static void end() {
    DATABASE.update("DROP FUNCTION die() CASCADE");
    DATABASE.update("DROP TABLE dying");
  }

  /** Whatever process works for this organization dies in the next moments. */
  static void kill(UUID organization) {
    DATABASE.update(
        """
        INSERT INTO dying VALUES (?, clock_timestamp() + interval '2 s')
        ON CONFLICT (organization_id) DO UPDATE SET until = excluded.until
        """,
        organization);
  }
}
