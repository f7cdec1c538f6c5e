package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** What was used, summed up by day, workspace, user and kind as it is recorded. */
@ApplicationScoped
class UsageDays {

  private static final String ADD =
      """
      INSERT INTO usage_days AS sum (organization_id, day, workspace_id, user_id, kind, records,
        credits, charged)
      SELECT $1, more.* FROM unnest($2::date[], $3::uuid[], $4::text[], $5::text[], $6::bigint[],
        $7::bigint[], $8::bigint[]) AS more
      ON CONFLICT (organization_id, day, workspace_id, user_id, kind) DO UPDATE
      SET records = sum.records + excluded.records, credits = sum.credits + excluded.credits,
        charged = sum.charged + excluded.charged
      """;

  private record Line(LocalDate day, UUID workspace, String user, String kind)
      implements Comparable<Line> {

    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::day)
            .thenComparing(Line::workspace)
            .thenComparing(Line::user)
            .thenComparing(Line::kind);

    static Line of(Usage usage) {
      UserId user = usage.user();
      return new Line(
          usage.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate(),
          usage.workspace().value(),
          user == null ? "" : user.value(),
          usage.kind());
    }

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  private record Sum(long records, long credits, long charged) {
    static Sum of(Recorded recorded) {
      return new Sum(1, recorded.usage().credits().thousandths(), recorded.charged().thousandths());
    }

    Sum plus(Sum more) {
      return new Sum(records + more.records, credits + more.credits, charged + more.charged);
    }
  }

  Uni<Void> add(Tx tx, OrganizationId organization, List<Recorded> recorded) {
    Map<Line, Sum> sums = new TreeMap<>();
    recorded.forEach(each -> sums.merge(Line.of(each.usage()), Sum.of(each), Sum::plus));
    List<Line> lines = List.copyOf(sums.keySet());
    List<Sum> values = List.copyOf(sums.values());
    return tx.execute(
            ADD,
            organization,
            lines.stream().map(Line::day).toArray(LocalDate[]::new),
            lines.stream().map(Line::workspace).toArray(UUID[]::new),
            lines.stream().map(Line::user).toArray(String[]::new),
            lines.stream().map(Line::kind).toArray(String[]::new),
            longs(values, Sum::records),
            longs(values, Sum::credits),
            longs(values, Sum::charged))
        .replaceWithVoid();
  }

  private static Long[] longs(List<Sum> values, Function<Sum, Long> column) {
    return values.stream().map(column).toArray(Long[]::new);
  }
}
