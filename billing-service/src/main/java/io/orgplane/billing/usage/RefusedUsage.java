package io.orgplane.billing.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.usage.Books.Refusal;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reported usage that could not be charged, by id and with the reason. */
@ApplicationScoped
class RefusedUsage {

  private static final String KEEP =
      """
      INSERT INTO refused_usage (organization_id, id, workspace_id, user_id, kind, credits,
        occurred_at, refused_at, reason, detail)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (organization_id, id) DO UPDATE
      SET refused_at = excluded.refused_at, reason = excluded.reason, detail = excluded.detail
      """;

  private final MeterRegistry registry;

  RefusedUsage(MeterRegistry registry) {
    this.registry = registry;
  }

  Uni<Void> keep(Tx tx, List<Books> books) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Books each : books) {
      each.refusals().forEach(refusal -> rows.add(row(each, refusal)));
    }
    return tx.executeEach(KEEP, rows);
  }

  private @Nullable Object[] row(Books books, Refusal refusal) {
    registry.counter("orgplane.usage.refused", "reason", refusal.reason()).increment();
    Usage usage = refusal.usage();
    return new @Nullable Object[] {
      books.organization(),
      usage.id(),
      usage.workspace(),
      usage.user(),
      usage.kind(),
      usage.credits().thousandths(),
      usage.occurredAt(),
      books.now(),
      refusal.reason(),
      refusal.detail()
    };
  }
}
