package io.orgplane.billing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orgplane.billing.amount.Credits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void the_prices_and_allowances_are_those_of_the_price_list() {
    Catalogue catalogue = catalogues(TODAY, "2026-03").current();

    assertThat(catalogue.plans())
        .extracting(Plan::name)
        .containsExactly("starter", "pro", "team", "business", "enterprise");
    assertPlan(catalogue.require("pro"), 1900, 1500, 100, 1, 1, 0);
    assertPlan(catalogue.require("team"), 2500, 2000, 200, 5, 1, 1);
    assertPlan(catalogue.require("business"), 3900, 3000, 400, 20, 5, 3);
    assertThat(catalogue.require("business").features()).contains("byok", "sso", "scim");
    assertThat(catalogue.require("team").features()).doesNotContain("byok");
    assertThat(catalogue.require("enterprise").prices()).isEmpty();
    assertThat(catalogue.free().allocation()).isEqualTo(Credits.whole(20));
  }

  @Test
  void a_year_is_billed_at_the_second_price_twelve_times() {
    Plan team = catalogues(TODAY, "2026-03").current().require("team");

    assertThat(team.unitAmount(Interval.YEAR)).contains(24_000L);
    assertThat(team.unitAmount(Interval.MONTH)).contains(2_500L);
  }

  @Test
  void new_sales_are_under_the_newest_version_that_is_valid() {
    Catalogues before = catalogues(Instant.parse("2039-12-31T23:59:59Z"), "2026-03", "2040-01");
    Catalogues after = catalogues(Instant.parse("2040-01-01T00:00:00Z"), "2026-03", "2040-01");

    assertThat(before.current().version()).isEqualTo("2026-03");
    assertThat(after.current().version()).isEqualTo("2040-01");
    assertThat(after.plan(new PlanKey("2026-03", "team")).unitAmount(Interval.MONTH))
        .contains(2_500L);
  }

  @Test
  void a_start_without_a_valid_catalogue_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> catalogues(Instant.parse("2026-02-28T00:00:00Z"), "2026-03"));
    assertThatIllegalStateException()
        .isThrownBy(() -> catalogues(TODAY, "1999-01"))
        .withMessageContaining("there is no resource catalogue/1999-01.json: add it");
  }

  @Test
  void a_catalogue_that_contradicts_itself_is_refused() {
    Catalogue good = catalogues(TODAY, "2026-03").current();

    refused(
        "another name",
        new Catalogue(
            "2026-04", TODAY, null, "usd", good.drawOrder(), good.credits(), good.plans()));
    refused(
        "no currency",
        new Catalogue("2026-03", TODAY, null, "$", good.drawOrder(), good.credits(), good.plans()));
    refused(
        "a bucket missing",
        new Catalogue(
            "2026-03", TODAY, null, "usd", List.of(Bucket.DAILY), good.credits(), good.plans()));
    refused(
        "a plan twice",
        new Catalogue(
            "2026-03",
            TODAY,
            null,
            "usd",
            good.drawOrder(),
            good.credits(),
            List.of(good.free(), good.require("pro"), good.require("pro"))));
    refused(
        "no free plan",
        new Catalogue(
            "2026-03",
            TODAY,
            null,
            "usd",
            good.drawOrder(),
            good.credits(),
            List.of(good.require("pro"))));
    refused("sold without a price", with(good, plan(Plan.Sale.CHECKOUT, Map.of())));
    refused(
        "sold by the month only",
        with(good, plan(Plan.Sale.CHECKOUT, Map.of(Interval.MONTH, 100L))));
    refused(
        "by agreement with a price",
        with(good, plan(Plan.Sale.AGREEMENT, Map.of(Interval.MONTH, 100L))));
  }

  @Test
  void a_version_that_has_ended_takes_nobody_on_and_keeps_whom_it_has() {
    Catalogue ended = valid("2026-03", "2026-03-01T00:00:00Z", "2026-10-01T00:00:00Z");
    Catalogue next = valid("2026-09", "2026-09-01T00:00:00Z", null);

    assertThat(soldAt("2026-08-31T00:00:00Z", ended, next)).contains(ended);
    assertThat(soldAt("2026-09-01T00:00:00Z", ended, next)).contains(next);
    assertThat(soldAt("2026-10-01T00:00:00Z", ended)).isEmpty();
    assertThat(soldAt("2026-09-30T23:59:59Z", ended)).contains(ended);
  }

  @Test
  void a_time_in_which_nothing_would_be_sold_is_refused_at_start_with_its_remedy() {
    Catalogue ended = valid("2026-03", "2026-03-01T00:00:00Z", "2026-12-01T00:00:00Z");
    Catalogue late = valid("2027-01", "2027-01-01T00:00:00Z", null);

    assertThatIllegalStateException()
        .isThrownBy(() -> CatalogueCheck.checkTogether(List.of(ended, late), TODAY))
        .withMessageContaining("nothing would be sold from 2026-12-01T00:00:00Z on")
        .withMessageContaining("orgplane.catalogue.versions")
        .withMessageContaining("validUntil");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                CatalogueCheck.checked(
                    "2026-03", valid("2026-03", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z")))
        .withMessageContaining("validUntil must be after validFrom");
  }

  private static Optional<Catalogue> soldAt(String time, Catalogue... versions) {
    return Catalogues.soldAt(List.of(versions), Instant.parse(time));
  }

  private static Catalogue valid(String version, String from, @Nullable String until) {
    Catalogue good = catalogues(TODAY, "2026-03").current();
    return new Catalogue(
        version,
        Instant.parse(from),
        until == null ? null : Instant.parse(until),
        "usd",
        good.drawOrder(),
        good.credits(),
        good.plans());
  }

  private static void refused(String what, Catalogue catalogue) {
    assertThatIllegalStateException()
        .as(what)
        .isThrownBy(() -> CatalogueCheck.checked("2026-03", catalogue))
        .withMessageContaining("correct its file");
  }

  private static Catalogue with(Catalogue good, Plan bad) {
    return new Catalogue(
        "2026-03", TODAY, null, "usd", good.drawOrder(), good.credits(), List.of(good.free(), bad));
  }

  private static Plan plan(Plan.Sale sale, Map<Interval, Long> prices) {
    return new Plan("odd", sale, prices, Credits.whole(1), null, null, null, 1, 0, List.of(), null);
  }

  private static void assertPlan(
      Plan plan,
      long month,
      long year,
      long credits,
      int workspaces,
      int minimumSeats,
      int rollover) {
    assertThat(plan.prices()).isEqualTo(Map.of(Interval.MONTH, month, Interval.YEAR, year));
    assertThat(plan.creditsPerSeat()).isEqualTo(Credits.whole(credits));
    assertThat(plan.dailyCredits()).isEqualTo(Credits.whole(5));
    assertThat(plan.workspaces()).isEqualTo(workspaces);
    assertThat(plan.minimumSeats()).isEqualTo(minimumSeats);
    assertThat(plan.rolloverMonths()).isEqualTo(rollover);
  }

  private static Catalogues catalogues(Instant now, String... versions) {
    return new Catalogues(() -> List.of(versions), Clock.fixed(now, ZoneOffset.UTC));
  }
}
