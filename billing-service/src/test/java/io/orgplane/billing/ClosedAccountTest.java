package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.RecordedEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stays of an organization that is gone: the books of its money, and nothing else. */
@BillingTest
class ClosedAccountTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final List<String> FORGOTTEN =
      List.of(
          "usage_requests",
          "usage_records",
          "usage_days",
          "refused_usage",
          "reservations",
          "reservation_holds",
          "byok_states",
          "byok_changes",
          "credit_debts",
          "credit_pools");

  @Test
  void usage_is_forgotten_and_the_books_balance_at_nothing() {
    Acme acme = Acme.on(EVENTS, "team", 1).metered();
    acme.use("run", "llm", 205 + 10).then().statusCode(201);
    acme.reserve("open", 3, 600).then().statusCode(201);
    EVENTS.publish(OutgoingEvent.example("byok", "byok-activated", acme.id));
    until(() -> rows("byok_states", acme) == 1);

    String customer = acme.customer();
    delete(acme);

    until(() -> FORGOTTEN.stream().allMatch(table -> rows(table, acme) == 0));
    until(
        () ->
            DATABASE.count(
                    "closed_accounts WHERE organization_id = ? AND forgotten_at IS NOT NULL",
                    acme.uuid())
                == 1);
    assertThat(
            DATABASE.query(
                """
                SELECT g.id FROM credit_grants g WHERE organization_id = ? AND (
                  g.remaining <> 0 OR g.held <> 0 OR g.open OR 0 <> (
                    SELECT sum(CASE entry WHEN 'grant' THEN credits ELSE -credits END) FROM credit_ledger l
                    WHERE l.organization_id = g.organization_id AND l.grant_id = g.id))
                """,
                acme.uuid()))
        .isEmpty();
    assertThat(
            DATABASE
                .single(
                    "SELECT sum(credits)::bigint AS n FROM credit_ledger WHERE organization_id = ? AND entry = 'draw'",
                    acme.uuid())
                .get("n"))
        .isEqualTo(215_000L);
    assertThat(
            DATABASE.single(
                "SELECT credits, amount FROM metered_charges WHERE organization_id = ?",
                acme.uuid()))
        .containsEntry("credits", 10_000L)
        .containsEntry("amount", 100L);
    assertThat(
            Stripe.get("/v1/invoices?customer=" + customer)
                .get("data")
                .valueStream()
                .filter(invoice -> invoice.get("amount_paid").asInt() == 100))
        .hasSize(1);
  }

  @Test
  void what_is_reported_afterwards_is_refused_and_holds_up_nobody() {
    Acme acme = Acme.founded(EVENTS);
    Acme other = Acme.founded(EVENTS);
    delete(acme);
    until(() -> rows("credit_pools", acme) == 0);

    Json.problem(acme.use("late", "operation", 1), 404, "not-found");
    EVENTS.publish(report(acme, "late"));
    EVENTS.publish(report(other, "behind"));
    EVENTS.awaitEvent("usage-recorded", other.id);
    EVENTS.publish(report(acme, "later"));
    EVENTS.publish(report(other, "last"));
    EVENTS.awaitEvents("usage-recorded", other.id, 2);

    assertThat(rows("usage_requests", acme)).isZero();
    assertThat(
            DATABASE.count(
                "parked_events WHERE record_key = convert_to(?, 'UTF8') AND consumer = 'usage'",
                acme.id))
        .isZero();
    assertThat(EVENTS.eventsOf(acme.id, "usage-recorded")).extracting(RecordedEvent::id).isEmpty();
  }

  @Test
  void however_much_there_is_it_goes_part_by_part() {
    Acme acme = Acme.founded(EVENTS);
    DATABASE.update(
        """
        INSERT INTO usage_requests (organization_id, id, workspace_id, kind, credits, source, remaining,
          occurred_at)
        SELECT ?, 'u-' || n, ?::uuid, 'llm', 0, 'credits', 0, now() FROM generate_series(1, 12000) AS n
        """,
        acme.uuid(),
        acme.workspace);
    DATABASE.update(
        """
        INSERT INTO usage_days SELECT ?, current_date - n, ?::uuid, 'ann', 'llm', 1, 0, 0
        FROM generate_series(1, 100) AS n
        """,
        acme.uuid(),
        acme.workspace);

    delete(acme);

    until(() -> rows("usage_requests", acme) == 0 && rows("usage_days", acme) == 0);
  }

  private static long rows(String table, Acme acme) {
    return DATABASE.count(table + " WHERE organization_id = ?", acme.uuid());
  }

  private static void delete(Acme acme) {
    EVENTS.publish(
        "organization-events",
        "organization-deleted",
        acme.id,
        Map.of("organizationId", acme.id, "deletedBy", acme.owner.userId()));
  }

  private static OutgoingEvent report(Acme acme, String id) {
    return OutgoingEvent.of(
        "usage-events", "usage-reported", acme.id, acme.usage(id, "operation", 1));
  }
}
