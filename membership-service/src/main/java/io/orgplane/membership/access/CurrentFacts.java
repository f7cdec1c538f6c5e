package io.orgplane.membership.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.membership.access.AccessRows.Found;
import io.orgplane.membership.access.AccessRows.Head;
import io.orgplane.membership.access.Combining.Limits;
import io.orgplane.membership.access.OpenQuestions.Ages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is so now: from memory where the organization's version in the database, read after the
 * question came in, is that of the memory; and else from the rows.
 */
@ApplicationScoped
class CurrentFacts {

  private final AccessRows rows;
  private final AccessMemory memory;
  private final Ages ages;
  private final Combining comparing;
  private final Combining reading;
  private final Counter fromMemory;
  private final Counter fromRows;
  private final Counter caughtUp;
  private final Counter forgotten;

  CurrentFacts(
      AccessRows rows,
      AccessMemory memory,
      AccessConfig config,
      Vertx vertx,
      MeterRegistry metrics) {
    this.rows = rows;
    this.memory = memory;
    this.ages = new Ages(config.maxAge().toNanos(), config.patience().toNanos());
    Limits limits = new Limits(config.batch(), config.patience());
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    this.comparing = new Combining(context, limits, sizes(metrics, "versions"), this::compare);
    this.reading = new Combining(context, limits, sizes(metrics, "rows"), this::read);
    this.fromMemory = metrics.counter("orgplane.access.answers", "from", "memory");
    this.fromRows = metrics.counter("orgplane.access.answers", "from", "rows");
    this.caughtUp = metrics.counter("orgplane.access.refreshes", "how", "caught-up");
    this.forgotten = metrics.counter("orgplane.access.refreshes", "how", "forgotten");
  }

  /** In the order of the concerns. */
  Uni<List<AccessFacts>> of(List<Concern> concerns) {
    return Uni.createFrom()
        .emitter(caller -> new OpenQuestions(concerns, ages, this::take, caller).ask());
  }

  private void take(OpenQuestion question) {
    KnownOrganization known = memory.find(question.about().organization());
    boolean remembered = known != null && known.facts(question.about()).isPresent();
    (remembered ? comparing : reading).add(question);
  }

  private Uni<Void> compare(List<OpenQuestion> questions) {
    Map<OrganizationId, KnownOrganization> known = new HashMap<>();
    Map<OrganizationId, Long> versions = new HashMap<>();
    for (OpenQuestion question : questions) {
      OrganizationId id = question.about().organization();
      KnownOrganization organization = memory.find(id);
      if (organization != null && known.putIfAbsent(id, organization) == null) {
        versions.put(id, organization.version());
      }
    }
    long asked = System.nanoTime();
    return rows.heads(versions)
        .invoke(heads -> retainCurrent(known, heads))
        .invoke(() -> questions.forEach(each -> answer(each, known, asked)))
        .replaceWithVoid();
  }

  /** After this, every organization that is left is at the version that was read. */
  private void retainCurrent(Map<OrganizationId, KnownOrganization> known, List<Head> heads) {
    Map<OrganizationId, Head> read = new HashMap<>();
    heads.forEach(head -> read.put(head.organization(), head));
    known.values().removeIf(each -> !isCurrent(each, read.get(each.organization())));
  }

  private boolean isCurrent(KnownOrganization organization, @Nullable Head head) {
    if (head != null && head.changes() == null && head.version() == organization.version()) {
      return true;
    }
    boolean current = head != null && organization.catchUp(head);
    (current ? caughtUp : forgotten).increment();
    if (!current) {
      memory.forget(organization);
    }
    return current;
  }

  private void answer(
      OpenQuestion question, Map<OrganizationId, KnownOrganization> current, long asked) {
    KnownOrganization organization = current.get(question.about().organization());
    AccessFacts facts =
        organization == null ? null : organization.facts(question.about()).orElse(null);
    if (facts == null) {
      reading.add(question);
    } else {
      fromMemory.increment();
      question.answer(facts, asked);
    }
  }

  private Uni<Void> read(List<OpenQuestion> questions) {
    long asked = System.nanoTime();
    return rows.facts(questions.stream().map(OpenQuestion::about).toList())
        .invoke(found -> found.forEach(memory::keep))
        .invoke(found -> answer(questions, found, asked))
        .replaceWithVoid();
  }

  private void answer(List<OpenQuestion> questions, List<Found> found, long asked) {
    for (Found each : found) {
      questions.get(each.position()).answer(each.facts(), asked);
    }
    fromRows.increment(found.size());
  }

  private static DistributionSummary sizes(MeterRegistry metrics, String of) {
    return DistributionSummary.builder("orgplane.access.batch").tag("of", of).register(metrics);
  }
}
