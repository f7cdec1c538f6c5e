package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
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

/** What was used, summed up by day, workspace, user and kind as it is recorded. */
@ApplicationScoped
class UsageDays {

  private static final String ADD =
      """
      INSERT INTO usage_days AS sum (organization_id, day, workspace_id, user_id, kind, records,
        credits, charged)
      SELECT * FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::bigint[],
        $7::bigint[], $8::bigint[])
      ON CONFLICT (organization_id, day, workspace_id, user_id, kind) DO UPDATE
      SET records = sum.records + excluded.records, credits = sum.credits + excluded.credits,
        charged = sum.charged + excluded.charged
      """;

  private record Line(
      OrganizationId organization, LocalDate day, UUID workspace, String user, String kind)
      implements Comparable<Line> {

    private static final Comparator<Line> ORDER =
        Comparator.comparing((Line line) -> line.organization().value())
            .thenComparing(Line::day)
            .thenComparing(Line::workspace)
            .thenComparing(Line::user)
            .thenComparing(Line::kind);

    static Line of(Owned<Recorded> recorded) {
      Usage usage = recorded.value().usage();
      UserId user = usage.user();
      return new Line(
          recorded.organization(),
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

  Uni<Void> add(Tx tx, List<Owned<Recorded>> recorded) {
    Map<Line, Sum> sums = new TreeMap<>();
    recorded.forEach(each -> sums.merge(Line.of(each), Sum.of(each.value()), Sum::plus));
    return tx.executeAll(
            ADD,
            Columns.of(sums.entrySet())
                .organizations(it -> it.getKey().organization())
                .dates(it -> it.getKey().day())
                .uuids(it -> it.getKey().workspace())
                .texts(it -> it.getKey().user())
                .texts(it -> it.getKey().kind())
                .longs(it -> it.getValue().records())
                .longs(it -> it.getValue().credits())
                .longs(it -> it.getValue().charged()))
        .replaceWithVoid();
  }
}
