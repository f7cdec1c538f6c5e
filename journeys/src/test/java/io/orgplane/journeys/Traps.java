package io.orgplane.journeys;

import io.orgplane.local.SuiteService;

/** Holds a service's transactions at a chosen point, from inside its database. */
final class Traps {

  private static final int HELD_SECONDS = 4;

  private final SuiteService service;

  Traps(SuiteService service) {
    this.service = service;
    sql(
        """
        CREATE OR REPLACE FUNCTION trap_holds() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_sleep(%d);
          RETURN coalesce(NEW, OLD);
        END $$
        """
            .formatted(HELD_SECONDS));
    sql(
        """
        CREATE OR REPLACE FUNCTION trap_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RETURN NULL;
        END $$
        """);
  }

  /** Published events stay in the outbox, to be compared with the change. */
  void keepEvents() {
    sql(
        "CREATE TRIGGER trap_keep BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION trap_keeps()");
  }

  /** The relay's deletion hangs, after Kafka has acknowledged. */
  void holdDeletions() {
    sql(
        "CREATE TRIGGER trap_hold BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION trap_holds()");
  }

  void hold(String where) {
    switch (where) {
      case "BEFORE INSERT" ->
          sql(
              "CREATE TRIGGER trap_hold BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION trap_holds()");
      case "AFTER INSERT DEFERRED" ->
          sql(
              """
              CREATE CONSTRAINT TRIGGER trap_hold AFTER INSERT ON outbox
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trap_holds()
              """);
      default -> {}
    }
  }

  boolean somebodyIsHeld() {
    return RunningSuite.count(
            service,
            "pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'")
        > 0;
  }

  /** New transactions pass; events are still kept. */
  void release() {
    sql("DROP TRIGGER IF EXISTS trap_hold ON outbox");
  }

  void disarm() {
    release();
    sql("DROP TRIGGER IF EXISTS trap_keep ON outbox");
  }

  private void sql(String statement) {
    RunningSuite.update(service, statement);
  }
}
