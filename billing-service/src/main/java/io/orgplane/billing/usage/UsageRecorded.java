package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Usage is in the books. What one workspace and person has used of one kind in the same transaction
 * is told of together.
 *
 * @param usageId the first of them
 * @param usageIds all of them, where there are several
 * @param credits the sum
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageRecorded(
    OrganizationId organizationId,
    String usageId,
    @Nullable List<String> usageIds,
    WorkspaceId workspaceId,
    @Nullable UserId userId,
    String kind,
    Credits credits,
    Source source,
    Credits remaining)
    implements DomainEvent {

  private static final int MOST_TOGETHER = 1_000;

  private record Line(WorkspaceId workspace, @Nullable UserId user, String kind, Source source) {
    static Line of(Recorded recorded) {
      Usage usage = recorded.usage();
      return new Line(usage.workspace(), usage.user(), usage.kind(), recorded.source());
    }
  }

  /** In the order of the last of each, so that the newest event knows what remains. */
  static List<UsageRecorded> of(OrganizationId organization, List<Recorded> all) {
    Map<Line, List<Recorded>> lines = new LinkedHashMap<>();
    List<List<Recorded>> full = new ArrayList<>();
    for (Recorded each : all) {
      Line line = Line.of(each);
      List<Recorded> together = lines.remove(line);
      if (together == null || together.size() == MOST_TOGETHER) {
        if (together != null) {
          full.add(together);
        }
        together = new ArrayList<>();
      }
      together.add(each);
      lines.put(line, together);
    }
    return Stream.concat(full.stream(), lines.values().stream())
        .map(together -> sum(organization, together))
        .toList();
  }

  private static UsageRecorded sum(OrganizationId organization, List<Recorded> together) {
    Usage usage = together.getFirst().usage();
    Credits credits =
        together.stream().map(each -> each.usage().credits()).reduce(Credits.NONE, Credits::plus);
    return new UsageRecorded(
        organization,
        usage.id(),
        together.size() == 1 ? null : together.stream().map(each -> each.usage().id()).toList(),
        usage.workspace(),
        usage.user(),
        usage.kind(),
        credits,
        together.getFirst().source(),
        together.getLast().remaining());
  }
}
