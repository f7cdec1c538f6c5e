package io.orgplane.org;

import io.orgplane.testing.Database;
import java.util.UUID;

/**
 * Remembers which transaction wrote which row of the outbox: the relay deletes them within
 * milliseconds, too soon to be looked at.
 */
final class Transcript {

  private static final Database DATABASE = Database.of("org");

  private Transcript() {}

  static synchronized Transcript ofOutbox() {
    DATABASE.update(
        """
        CREATE TABLE IF NOT EXISTS transcript (organization_id uuid, type text, xid bigint)
        """);
    DATABASE.update(
        """
        CREATE OR REPLACE FUNCTION transcribe() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO transcript
          VALUES (NEW.organization_id, NEW.type, (pg_current_xact_id()::text::bigint % 4294967296));
          RETURN NEW;
        END $$
        """);
    DATABASE.update(
        """
        CREATE OR REPLACE TRIGGER transcribe AFTER INSERT ON outbox
        FOR EACH ROW EXECUTE FUNCTION transcribe()
        """);
    return new Transcript();
  }

  /** As {@code xmin} says it; fails unless there is one such event. */
  long transactionOf(UUID organization, String type) {
    Object xid =
        DATABASE
            .single(
                "SELECT xid FROM transcript WHERE organization_id = ? AND type = ?",
                organization,
                type)
            .get("xid");
    if (xid instanceof Long transaction) {
      return transaction;
    }
    throw new AssertionError("no transaction: " + xid);
  }
}
