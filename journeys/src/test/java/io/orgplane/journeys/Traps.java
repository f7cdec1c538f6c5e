package io.orgplane.journeys;

import io.orgplane.local.SuiteService;

/** Holds a service's transactions at a chosen point, from inside its database. */
final class Traps {

  /** Long enough to be found, short enough to be waited for. */
  private static final int HELD_SECONDS = 4;

  private final SuiteService service;

  Traps(SuiteService service) {
    this.service = service;
    disarm();
    define(
        "trap_holds", "PERFORM pg_sleep(%d); RETURN coalesce(NEW, OLD);".formatted(HELD_SECONDS));
    define("trap_holds_long", "PERFORM pg_sleep(60); RETURN OLD;");
    define("trap_keeps", "RETURN NULL;");
  }

  private void define(String function, String body) {
    sql(
        "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s END $$"
            .formatted(function, body));
  }

  /** Published events stay in the outbox, to be compared with the change. */
  void keepEvents() {
    sql(
        "CREATE TRIGGER trap_keep BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION trap_keeps()");
  }

  /** The relay's deletion hangs, after Kafka has acknowledged. */
  void holdDeletions() {
    sql(
        "CREATE TRIGGER trap_hold BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION trap_holds_long()");
  }

  /** Ends what is held, as the server does when it learns that the client is gone. */
  void endHeld() {
    RunningSuite.query(
        service,
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep'
        """);
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
