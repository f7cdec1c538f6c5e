package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static io.orgplane.billing.Acme.platform;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class UsageViewTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final String RANGE = "from=2026-10-01&to=2026-10-04";

  @Test
  void usage_is_summed_up_by_day_workspace_user_and_kind() {
    Acme acme = Acme.founded(EVENTS);
    String other = Uuids.v7().toString();
    use(acme, "a", acme.workspace, "ann", "llm", "1.5", "2026-10-01T23:59:59Z");
    use(acme, "b", acme.workspace, "bob", "llm", "2", "2026-10-02T00:00:00Z");
    use(acme, "c", other, null, "operation", "4.25", "2026-10-03T12:00:00+02:00");
    use(acme, "outside", other, null, "operation", "1", "2026-10-04T00:00:00Z");

    assertThat(sums(acme, "day"))
        .containsExactly("2026-10-01 1 1.5", "2026-10-02 1 2", "2026-10-03 1 4.25");
    assertThat(sums(acme, "workspace"))
        .containsExactly(other + " 1 4.25", acme.workspace + " 2 3.5");
    assertThat(sums(acme, "user")).containsExactly("null 1 4.25", "bob 1 2", "ann 1 1.5");
    assertThat(sums(acme, "kind")).containsExactly("operation 1 4.25", "llm 2 3.5");
  }

  @Test
  void a_record_finds_its_month_however_old_it_is() {
    Acme acme = Acme.founded(EVENTS);
    use(acme, "old", acme.workspace, null, "operation", "1", "2025-12-31T23:59:59Z");
    use(acme, "soon", acme.workspace, null, "operation", "1", "2026-01-01T00:00:00Z");

    assertThat(
            DATABASE.query(
                """
                SELECT tableoid::regclass::text AS month FROM usage_records
                WHERE organization_id = ? ORDER BY occurred_at
                """,
                acme.uuid()))
        .containsExactly(
            Map.of("month", "usage_records_2025_12"), Map.of("month", "usage_records_2026_01"));
    assertThat(
            DATABASE.count(
                "pg_class WHERE relname LIKE 'usage_records_20%' AND NOT relforcerowsecurity AND relkind = 'r'"))
        .isZero();
  }

  @Test
  void the_export_has_a_line_for_each_and_runs_in_no_spreadsheet() {
    Acme acme = Acme.founded(EVENTS);
    use(acme, "a", acme.workspace, "=cmd()", "llm", "1.5", "2026-10-01T12:00:00Z");
    use(acme, "b", acme.workspace, null, "operation", "2", "2026-10-01T12:00:00Z");

    Response export = acme.as().accept("text/csv").get(acme.billing("usage") + "?" + RANGE);

    assertThat(export.statusCode()).isEqualTo(200);
    assertThat(export.contentType()).startsWith("text/csv");
    assertThat(export.header("Content-Disposition")).startsWith("attachment");
    assertThat(export.asString())
        .isEqualTo(
            "day,workspaceId,userId,kind,records,credits,charged\r\n"
                + "2026-10-01,"
                + acme.workspace
                + ",,operation,1,2,2\r\n"
                + "2026-10-01,"
                + acme.workspace
                + ",'=cmd(),llm,1,1.5,1.5\r\n");
  }

  @Test
  void an_export_of_many_pages_is_whole() {
    Acme acme = Acme.founded(EVENTS);
    DATABASE.update(
        """
        INSERT INTO usage_days
        SELECT ?, '2026-01-01'::date + n / 50, ?::uuid, 'user-' || n % 50, 'llm', 1, 1000, 1000
        FROM generate_series(0, 4500) AS n
        """,
        acme.uuid(), acme.workspace);

    String export =
        acme.as()
            .accept("text/csv")
            .get(acme.billing("usage") + "?from=2026-01-01&to=2026-12-31")
            .asString();

    assertThat(export.lines().distinct()).hasSize(1 + 4_501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "to=2026-13-01",
        "from=2026-10-02&to=2026-10-01",
        "groupBy=colour",
        "from=2020-01-01&to=2026-01-01"
      })
  void a_range_that_is_none_is_refused(String query) {
    Acme acme = Acme.founded(EVENTS);

    Json.problem(acme.as().get(acme.billing("usage") + "?" + query), 400, "validation-failed");
  }

  private static List<String> sums(Acme acme, String by) {
    JsonNode items =
        Json.ok(acme.as().get(acme.billing("usage") + "?" + RANGE + "&groupBy=" + by)).get("items");
    return items
        .valueStream()
        .map(
            item ->
                item.get("key").asText()
                    + " "
                    + item.get("records").asText()
                    + " "
                    + item.get("credits").asText())
        .toList();
  }

  private static void use(
      Acme acme,
      String id,
      String workspace,
      @Nullable String user,
      String kind,
      String credits,
      String at) {
    Map<String, Object> usage = acme.usage(id, kind, new BigDecimal(credits));
    usage.put("workspaceId", workspace);
    usage.put("occurredAt", at);
    if (user != null) {
      usage.put("userId", user);
    }
    platform().body(usage).post("/v1/usage").then().statusCode(201);
  }
}
