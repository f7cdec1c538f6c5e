package io.orgplane.journeys;

import static io.orgplane.journeys.Api.eventually;

import io.orgplane.local.SuiteService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Holds a service's transactions at a chosen point, from inside its database. */
final class Traps {

  /** Long enough to be found, short enough to be waited for. */
  private static final int HELD_SECONDS = 4;

  /** Where a transaction is when its process dies. */
  enum Moment {
    JUST_BEFORE_THE_COMMIT,
    AT_THE_COMMIT,
    JUST_AFTER_THE_COMMIT
  }

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

  /**
   * Kills the service when the transaction of a call is there; the service stays down.
   *
   * @param committed whether the change is there: behind the commit nothing can be held
   */
  void killDuring(Moment moment, Runnable call, BooleanSupplier committed) {
    hold(moment);
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      var unused = caller.submit(call);
      eventually(
          () ->
              moment == Moment.JUST_AFTER_THE_COMMIT ? committed.getAsBoolean() : somebodyIsHeld());
      RunningSuite.stack().service(service).kill9();
      eventually(() -> !somebodyIsHeld());
      caller.shutdownNow();
    }
    release();
  }

  private void hold(Moment moment) {
    switch (moment) {
      case JUST_BEFORE_THE_COMMIT ->
          sql(
              "CREATE TRIGGER trap_hold BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION trap_holds()");
      case AT_THE_COMMIT ->
          sql(
              """
              CREATE CONSTRAINT TRIGGER trap_hold AFTER INSERT ON outbox
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trap_holds()
              """);
      case JUST_AFTER_THE_COMMIT -> {}
    }
  }

  boolean somebodyIsHeld() {
    return RunningSuite.count(
            service,
            "pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'")
        > 0;
  }

  /** New transactions pass; events are still kept. */
  private void release() {
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
