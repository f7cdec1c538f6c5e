package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageResource.ResultView;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records the reports of a batch, together for each organization in it. */
@ApplicationScoped
class RecordingBatch {

  /** Organizations of one batch that are written at the same time. */
  private static final int AT_ONCE = 4;

  private final Combiner combiner;
  private final Clock clock;

  RecordingBatch(Combiner combiner, Clock clock) {
    this.combiner = combiner;
    this.clock = clock;
  }

  /** A report and its place in the batch. */
  private record Placed(int place, Usage usage) {}

  Uni<List<ResultView>> of(List<UsageReport> reports) {
    ResultView[] results = new ResultView[reports.size()];
    return Multi.createFrom()
        .iterable(byOrganization(reports).entrySet())
        .onItem()
        .transformToUni(each -> record(each.getKey(), each.getValue(), results))
        .merge(AT_ONCE)
        .collect()
        .last()
        .map(done -> Arrays.asList(results));
  }

  private Map<OrganizationId, List<Placed>> byOrganization(List<UsageReport> reports) {
    Instant now = clock.instant();
    Map<OrganizationId, List<Placed>> grouped = new LinkedHashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      UsageReport report = reports.get(i);
      grouped
          .computeIfAbsent(report.organizationId(), any -> new ArrayList<>())
          .add(new Placed(i, report.usage(now, now, "records[" + i + "].")));
    }
    return grouped;
  }

  private Uni<Void> record(OrganizationId organization, List<Placed> placed, ResultView[] results) {
    List<Usage> usage = placed.stream().map(Placed::usage).toList();
    return combiner
        .decide(organization, new RecordUsage(usage))
        .invoke(outcomes -> note(placed, outcomes, results))
        .onFailure(NotFound.class)
        .recoverWithItem(
            unknown -> {
              placed.forEach(each -> results[each.place()] = notFound(each));
              return List.of();
            })
        .replaceWithVoid();
  }

  private static void note(List<Placed> placed, List<UsageOutcome> outcomes, ResultView[] results) {
    for (int i = 0; i < placed.size(); i++) {
      Placed each = placed.get(i);
      results[each.place()] = ResultView.of(each.usage().id(), outcomes.get(i));
    }
  }

  private static ResultView notFound(Placed each) {
    return ResultView.refused(each.usage().id(), "not-found", null);
  }
}
