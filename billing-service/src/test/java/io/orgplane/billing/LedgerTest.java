package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Seed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The books, recomputed from nothing after a history that chance has made. */
@BillingTest
class LedgerTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int HANDS = 12;
  private static final int STEPS = 25;

  @Test
  void every_bucket_balances_after_any_history() {
    Acme acme = Acme.founded(EVENTS);
    List<Callable<Integer>> hands =
        IntStream.range(0, HANDS)
            .<Callable<Integer>>mapToObj(hand -> () -> act(acme, hand))
            .toList();

    InParallel.all(hands).succeeded();

    assertThat(imbalances(acme)).isEmpty();
    assertThat(untraceable(acme)).isEmpty();
    assertThat(chargedInTheBooks(acme)).isEqualTo(chargedInUsage(acme));
    assertThat(DATABASE.count("credit_ledger WHERE organization_id = ?", acme.uuid()))
        .isGreaterThan(HANDS);
  }

  /** Records, reserves, settles, releases, repeats itself and gives, as chance has it. */
  private static int act(Acme acme, int hand) {
    Random random = Seed.random("ledger-" + hand);
    for (int step = 0; step < STEPS; step++) {
      String id = acme.id + "-" + hand + "-" + step;
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(3_000), 3);
      switch (random.nextInt(6)) {
        case 0 -> bonus(acme, id, amount.add(BigDecimal.valueOf(0.001)));
        case 1, 2 -> {
          acme.use(id, "operation", amount);
          acme.use(id, "operation", amount);
        }
        case 3 -> {
          if (acme.reserve(id, amount, 60).statusCode() == 201) {
            Acme.settle(id, BigDecimal.valueOf(random.nextInt(4_000), 3));
          }
        }
        case 4 -> {
          if (acme.reserve(id, amount, 60).statusCode() == 201) {
            Acme.release(id);
          }
        }
        default -> acme.reserve(id, amount, 60);
      }
    }
    return hand;
  }

  private static void bonus(Acme acme, String id, BigDecimal credits) {
    Acme.platform()
        .body(Map.of("id", id, "organizationId", acme.id, "credits", credits, "reason", "chance"))
        .post("/v1/credits/grants")
        .then()
        .statusCode(201);
  }

  @Test
  void the_ledger_shows_where_every_thousandth_went() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("run", "operation", 7).then().statusCode(201);

    JsonNode first = Json.ok(acme.as().queryParam("limit", 3).get(acme.billing("credits/ledger")));
    JsonNode second =
        Json.ok(
            acme.as()
                .queryParam("limit", 3)
                .queryParam("cursor", first.get("nextCursor").asText())
                .get(acme.billing("credits/ledger")));

    assertThat(first.get("items")).hasSize(3);
    assertLine(first.at("/items/0"), "draw", "monthly", "2", "run");
    assertLine(first.at("/items/1"), "draw", "daily", "5", "run");
    assertLine(first.at("/items/2"), "grant", "daily", "5", "daily");
    assertThat(second.get("items")).hasSize(1);
    assertLine(second.at("/items/0"), "grant", "monthly", "20", "period-began");
    assertThat(second.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void nobody_changes_what_is_written() {
    Acme acme = Acme.founded(EVENTS);

    for (String change :
        List.of(
            "UPDATE credit_ledger SET credits = credits + 1 WHERE organization_id = ?",
            "DELETE FROM credit_ledger WHERE organization_id = ?")) {
      assertThatThrownBy(() -> DATABASE.update(change, acme.uuid()))
          .hasRootCauseMessage(
              "ERROR: the credit ledger is append-only\n  Where: PL/pgSQL function"
                  + " credit_ledger_is_append_only() line 3 at RAISE");
    }
  }

  /** Buckets, and single grants, whose balance is not grants less draws less expiries. */
  private static List<?> imbalances(Acme acme) {
    return DATABASE.query(
        """
        SELECT grant_id, booked, remaining FROM (
          SELECT g.id AS grant_id, g.remaining,
            (SELECT coalesce(sum(CASE entry WHEN 'grant' THEN credits ELSE -credits END), 0)
             FROM credit_ledger l
             WHERE l.organization_id = g.organization_id AND l.grant_id = g.id
               AND l.bucket = g.bucket) AS booked
          FROM credit_grants g WHERE g.organization_id = ?
        ) AS books
        WHERE booked <> remaining OR remaining < 0
        """,
        acme.uuid());
  }

  /** Draws of more than their grant gave, and holds that do not match open reservations. */
  private static List<?> untraceable(Acme acme) {
    return DATABASE.query(
        """
        SELECT g.id FROM credit_grants g
        LEFT JOIN (
          SELECT h.organization_id, h.grant_id, sum(h.credits) AS held
          FROM reservation_holds h JOIN reservations r
            ON r.organization_id = h.organization_id AND r.id = h.reservation_id
          WHERE r.status = 'open' GROUP BY 1, 2
        ) AS holds ON holds.organization_id = g.organization_id AND holds.grant_id = g.id
        WHERE g.organization_id = ? AND g.held <> coalesce(holds.held, 0)
        """,
        acme.uuid());
  }

  private static long chargedInTheBooks(Acme acme) {
    return number(
        acme,
        """
        SELECT (SELECT coalesce(sum(credits), 0) FROM credit_ledger
                WHERE organization_id = p.organization_id AND entry = 'draw') + p.debt AS n
        FROM credit_pools p WHERE organization_id = ?
        """);
  }

  private static long chargedInUsage(Acme acme) {
    return number(
        acme,
        """
        SELECT coalesce(sum(credits), 0) AS n FROM usage_records
        WHERE organization_id = ? AND source = 'credits'
        """);
  }

  private static long number(Acme acme, String sql) {
    return ((Number) Objects.requireNonNull(DATABASE.single(sql, acme.uuid()).get("n")))
        .longValue();
  }

  private static void assertLine(
      JsonNode line, String entry, String bucket, String credits, String reference) {
    assertThat(line.get("entry").asText()).isEqualTo(entry);
    assertThat(line.get("bucket").asText()).isEqualTo(bucket);
    assertThat(line.get("credits").decimalValue()).isEqualByComparingTo(credits);
    assertThat(line.get("reference").asText()).isEqualTo(reference);
  }
}
