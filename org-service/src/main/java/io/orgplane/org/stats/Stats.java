package io.orgplane.org.stats;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All figures of an organization, in one statement over what this service holds. */
@ApplicationScoped
class Stats {

  private static final String OF =
      """
      SELECT figures.active_members, figures.credits_remaining, figures.byok_status,
             entitlements.plan, entitlements.workspace_limit, entitlements.seats_purchased,
             entitlements.seat_cap,
             (SELECT count(*) FROM invitations WHERE organization_id = $1 AND pending) AS pending,
             (SELECT count(*) FROM workspaces WHERE organization_id = $1) AS workspaces
      FROM organizations
      JOIN figures USING (organization_id) JOIN entitlements USING (organization_id)
      WHERE organization_id = $1 AND organizations.status <> 'deleted'
      """;

  private final Transactions transactions;

  Stats(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The answer of {@code …/stats}; a null limit is none. */
  @Schema(name = "Stats")
  record StatsView(
      Members members,
      Seats seats,
      Workspaces workspaces,
      Credits credits,
      Byok byok,
      String plan) {

    record Members(int active, long pending, @Schema(nullable = true) @Nullable Integer limit) {}

    record Seats(int used, int purchased) {}

    record Workspaces(long count, @Schema(nullable = true) @Nullable Integer limit) {}

    record Credits(BigDecimal remaining) {}

    record Byok(String status) {}
  }

  Uni<StatsView> of(OrganizationId organization) {
    return transactions
        .in(organization, tx -> tx.find(OF, Stats::read, organization))
        .map(found -> found.orElseThrow(NotFound::new));
  }

  private static StatsView read(Row row) {
    int active = row.getInteger("active_members");
    return new StatsView(
        new StatsView.Members(active, row.getLong("pending"), row.getInteger("seat_cap")),
        new StatsView.Seats(active, row.getInteger("seats_purchased")),
        new StatsView.Workspaces(row.getLong("workspaces"), row.getInteger("workspace_limit")),
        new StatsView.Credits(row.getBigDecimal("credits_remaining")),
        new StatsView.Byok(row.getString("byok_status")),
        row.getString("plan"));
  }
}
