package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.Seed;
import io.orgplane.testing.SuiteClock;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Changes by chance, of months, years and trials, each previewed and then made: the invoice at
 * once, the one at renewal, the credits and what there is too much of are those of the preview, and
 * what the preview is refused for, the change is refused for. {@code -Dorgplane.rounds=100} is as
 * many organizations.
 */
@BillingTest
class PreviewedChangesTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final int ORGANIZATIONS = Integer.getInteger("orgplane.rounds", 16);
  private static final int PERIODS = 2;
  private static final int LATEST_TENTH = 10;
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

  /** Those that began together end together. */
  private static final Duration TOGETHER = Duration.ofHours(1);

  private static final List<String> INTERVALS = List.of("month", "year");
  private static final List<String> PLANS = List.of("pro", "team", "business");
  private static final Map<String, Integer> MINIMUM = Map.of("pro", 1, "team", 1, "business", 5);

  /**
   * Cents: a preview counts from the second of its own, and the change from a later one. The rates
   * here are below a twentieth of a cent a second, on two lines that are rounded.
   */
  private static final Offset<Long> SOME_SECONDS = Offset.offset(2L);

  private static final Offset<BigDecimal> A_LITTLE_TIME = Offset.offset(new BigDecimal("0.1"));

  private final Random random = Seed.random("PreviewedChanges");

  /** One wish of one organization. */
  private record Wish(@Nullable String plan, @Nullable String interval, @Nullable Integer seats) {

    Map<String, Object> body() {
      Map<String, Object> body = new HashMap<>();
      if (plan != null && interval != null) {
        body.put("plan", plan);
        body.put("interval", interval);
      }
      if (seats != null) {
        body.put(plan == null ? "quantity" : "seats", seats);
      }
      return body;
    }

    Map<String, Object> thought() {
      Map<String, Object> thought = new HashMap<>(body());
      thought.remove("quantity");
      if (seats != null) {
        thought.put("seats", seats);
      }
      return thought;
    }

    String path() {
      return plan == null ? "seats" : "plan";
    }
  }

  /** An organization with what it was promised last. */
  private static final class Promised {
    final Acme acme;
    JsonNode preview;
    boolean changed;
    int renewed;

    Promised(Acme acme, JsonNode preview) {
      this.acme = acme;
      this.preview = preview;
    }

    Instant end() {
      return acme.periodEnd();
    }

    JsonNode lastInvoice() {
      return Stripe.get("/v1/invoices?limit=1&customer=" + acme.customer()).at("/data/0");
    }
  }

  @BeforeAll
  static void others_do_not_renew() {
    Stripe.endAll();
  }

  @AfterAll
  static void time_is_as_it_was() {
    Stripe.endAll();
    SuiteClock.reset();
  }

  /**
   * Ends are gone to in their order: those of trials, of months and of years that began with some
   * change.
   */
  @Test
  void what_was_previewed_happens() {
    List<Promised> living =
        new ArrayList<>(
            InParallel.times(ORGANIZATIONS, i -> begun(new Random(seed(i)))).succeeded());
    for (int round = 1; !living.isEmpty(); round++) {
      SuiteClock.advance(
          Duration.between(now(), nextEnd(living))
              .multipliedBy(1 + random.nextInt(8))
              .dividedBy(LATEST_TENTH));
      changeSome(living, round);
      SuiteClock.advance(Duration.ofHours(1));
      SuiteClock.advance(Duration.between(now(), nextEnd(living)).minus(BEFORE_THE_END));
      List<Promised> ending = endingBy(living, nextEnd(living).plus(TOGETHER));
      ending.forEach(PreviewedChangesTest::awaitTold);
      SuiteClock.advance(Duration.ofHours(4));
      ending.forEach(PreviewedChangesTest::assertRenewed);
      ending.stream().filter(it -> it.renewed == PERIODS).forEach(it -> leave(it, living));
    }
  }

  /** Whose period ends next changes now; others do some time in theirs. */
  private void changeSome(List<Promised> living, int round) {
    Instant soon = nextEnd(living).plus(TOGETHER);
    List<Promised> changing =
        living.stream()
            .filter(it -> !it.changed && (!it.end().isAfter(soon) || random.nextBoolean()))
            .toList();
    if (!changing.isEmpty()) {
      InParallel.run(
              changing.size(), i -> change(changing.get(i), new Random(seed(round * 1_000 + i))))
          .succeeded();
    }
  }

  private static List<Promised> endingBy(List<Promised> living, Instant end) {
    return living.stream().filter(it -> !it.end().isAfter(end)).toList();
  }

  private static Instant nextEnd(List<Promised> living) {
    return living.stream().map(Promised::end).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** It does not go on renewing beside the others. */
  private static void leave(Promised it, List<Promised> living) {
    living.remove(it);
    Stripe.delete(
        "/v1/subscriptions/" + Stripe.subscriptionOf(it.acme.customer()).get("id").asText());
  }

  private static Instant now() {
    return Instant.now().plus(SuiteClock.offset());
  }

  private static long seed(int i) {
    return Seed.value() + i;
  }

  private Promised begun(Random chance) {
    Acme acme = Acme.founded(EVENTS);
    String interval = INTERVALS.get(chance.nextInt(INTERVALS.size()));
    if (chance.nextInt(4) == 0) {
      acme.tries("pro", interval, 1 + chance.nextInt(3));
    } else {
      String plan = PLANS.get(chance.nextInt(PLANS.size()));
      acme.buys(plan, interval, MINIMUM.getOrDefault(plan, 1) + chance.nextInt(3));
    }
    int joined = chance.nextInt(4);
    for (int i = 0; i < joined; i++) {
      Person person = acme.joins("developer");
      until(() -> isCounted(acme));
      if (chance.nextInt(3) == 0) {
        EVENTS.publish(acme.removal(person, "developer"));
        until(() -> isCounted(acme));
      }
    }
    return new Promised(acme, preview(acme, new Wish(null, null, null)));
  }

  private static boolean isCounted(Acme acme) {
    return Acme.DATABASE.count(
            """
            member_counts WHERE organization_id = ? AND membership_version = ?
              AND recounted_version = membership_version
            """,
            acme.uuid(),
            acme.membershipVersion.get())
        == 1;
  }

  private static Wish wish(Random chance) {
    Integer seats = chance.nextInt(3) == 0 ? null : Integer.valueOf(1 + chance.nextInt(9));
    return chance.nextInt(3) == 0
        ? new Wish(null, null, seats == null ? 4 : seats)
        : new Wish(
            PLANS.get(chance.nextInt(PLANS.size())),
            INTERVALS.get(chance.nextInt(INTERVALS.size())),
            seats);
  }

  private static void change(Promised it, Random chance) {
    Acme acme = it.acme;
    Wish wish = wish(chance);
    String what = acme.id + " " + wish + " " + acme.subscription();
    it.changed = true;
    String billedBefore = it.lastInvoice().get("id").asText();
    BigDecimal before = acme.remaining();
    Response preview = acme.as().body(wish.thought()).post(acme.billing("preview"));
    Response change = acme.as().body(wish.body()).put(acme.billing(wish.path()));
    if (preview.statusCode() != 200) {
      assertThat(change.statusCode()).as(what).isEqualTo(preview.statusCode());
      assertThat(change.<String>path("code")).as(what).isEqualTo(preview.path("code"));
      it.preview = preview(acme, new Wish(null, null, null));
      return;
    }
    Json.ok(change);
    it.preview = Json.parse(preview.asString());
    assertBilled(it, billedBefore, what);
    assertThat(acme.remaining().subtract(before))
        .as(what)
        .isCloseTo(it.preview.get("creditsNow").decimalValue(), A_LITTLE_TIME);
  }

  /** The invoice of the change is what was previewed, line by line in sum. */
  private static void assertBilled(Promised it, String billedBefore, String what) {
    long due = it.preview.get("dueNow").asLong();
    JsonNode invoice = it.lastInvoice();
    if (due == 0) {
      boolean isNew = !invoice.get("id").asText().equals(billedBefore);
      assertThat(isNew ? invoice.get("total").asLong() : 0).as(what).isZero();
      return;
    }
    assertThat(invoice.get("billing_reason").asText()).as(what).isEqualTo("subscription_update");
    assertThat(invoice.get("amount_paid").asLong()).as(what).isCloseTo(due, SOME_SECONDS);
    long lines = 0;
    for (JsonNode line : invoice.at("/lines/data")) {
      lines += line.get("amount").asLong();
    }
    assertThat(lines).as(what).isEqualTo(invoice.get("total").asLong());
  }

  /** Stripe knows what is to become of it, or that it stays. */
  private static void awaitTold(Promised it) {
    until(
        () ->
            Acme.DATABASE.count(
                    """
                    subscriptions WHERE organization_id = ?
                      AND renewal_check_at BETWEEN period_end - interval '1 min' AND period_end
                    """,
                    it.acme.uuid())
                == 1);
  }

  private static void assertRenewed(Promised it) {
    Acme acme = it.acme;
    until(() -> isOfThisRenewal(it.lastInvoice()));
    String what = acme.id + " " + it.preview;
    assertThat(RenewalChangeTest.lastInvoice(acme))
        .as(what)
        .isEqualTo(it.preview.get("dueAtRenewal").asLong());
    boolean isMonthOfIt = isMonthOfThisRenewal(acme);
    BigDecimal credits = it.preview.get("creditsPerPeriod").decimalValue();
    awaitCredits(() -> nextMonth(acme), credits, what);
    if (isMonthOfIt) {
      awaitCredits(() -> acme.bucket("monthly"), credits, what);
    }
    assertThat(acme.subscription().get("overLimit"))
        .as(what)
        .isEqualTo(it.preview.get("overLimit"));
    it.preview = preview(acme, new Wish(null, null, null));
    it.changed = false;
    it.renewed++;
  }

  /**
   * Months of credits go on where the interval is changed within one, so years that begin with such
   * a change end within a month.
   */
  private static boolean isMonthOfThisRenewal(Acme acme) {
    until(
        () ->
            Acme.DATABASE.count(
                    """
                    credit_pools JOIN subscriptions USING (organization_id)
                    WHERE organization_id = ? AND credit_pools.paid_through = subscriptions.period_end
                    """,
                    acme.uuid())
                == 1);
    return Acme.DATABASE.count(
            """
            credit_pools JOIN subscriptions USING (organization_id)
            WHERE organization_id = ? AND credit_pools.period_start = subscriptions.period_start
            """,
            acme.uuid())
        == 1;
  }

  private static void awaitCredits(Supplier<BigDecimal> found, BigDecimal wanted, String what) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(found.get()).as(what).isEqualByComparingTo(wanted));
  }

  /** What the next month of credits begins with, if nothing else is agreed until then. */
  private static BigDecimal nextMonth(Acme acme) {
    long thousandths =
        Acme.DATABASE.number(
            """
            SELECT agreed_credits_per_seat * agreed_seats AS n FROM credit_pools
            WHERE organization_id = ?
            """,
            acme.uuid());
    return BigDecimal.valueOf(thousandths, 3);
  }

  /** Earlier ones may have been of a renewal too. */
  private static boolean isOfThisRenewal(JsonNode invoice) {
    return invoice.get("billing_reason").asText().equals("subscription_cycle")
        && Instant.ofEpochSecond(invoice.get("created").asLong())
            .isAfter(now().minus(Duration.ofHours(6)));
  }

  private static JsonNode preview(Acme acme, Wish wish) {
    return Json.ok(acme.as().body(wish.thought()).post(acme.billing("preview")));
  }
}
