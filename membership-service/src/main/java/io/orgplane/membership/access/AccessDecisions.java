package io.orgplane.membership.access;

import io.orgplane.kit.event.Arrival;
import io.orgplane.membership.workspace.WorkspacesConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides from what is so now: once a removal has been confirmed to anybody, no later question is
 * answered with the old role.
 */
@ApplicationScoped
class AccessDecisions {

  private final CurrentFacts current;
  private final WorkspacesConfig config;

  AccessDecisions(CurrentFacts current, WorkspacesConfig config) {
    this.current = current;
    this.config = config;
  }

  Uni<AccessDecision> of(AccessCheck check) {
    return facts(List.of(check.about())).map(facts -> decide(check, facts.getFirst()));
  }

  /** In the order of the questions. */
  Uni<List<AccessDecision>> of(List<AccessCheck> checks) {
    return facts(checks.stream().map(AccessCheck::about).toList())
        .map(facts -> decide(checks, facts));
  }

  /** All that somebody may do there. */
  Uni<EffectivePermissions> permissions(Concern about, @Nullable Long minimumVersion) {
    return facts(List.of(about))
        .map(facts -> facts.getFirst().atLeast(minimumVersion).permissions());
  }

  private static List<AccessDecision> decide(List<AccessCheck> checks, List<AccessFacts> facts) {
    List<AccessDecision> decisions = new ArrayList<>(checks.size());
    for (int i = 0; i < checks.size(); i++) {
      decisions.add(decide(checks.get(i), facts.get(i)));
    }
    return decisions;
  }

  private static AccessDecision decide(AccessCheck check, AccessFacts facts) {
    return facts.atLeast(check.minimumVersion()).decide(check.permission());
  }

  private Uni<List<AccessFacts>> facts(List<Concern> concerns) {
    return current
        .of(concerns)
        .chain(facts -> isSettled(facts) ? Uni.createFrom().item(facts) : afterArrivals(concerns));
  }

  private Uni<List<AccessFacts>> afterArrivals(List<Concern> concerns) {
    return Arrival.within(config.arrival(), () -> settled(concerns))
        .chain(
            settled -> settled.map(Uni.createFrom()::item).orElseGet(() -> current.of(concerns)));
  }

  private Uni<Optional<List<AccessFacts>>> settled(List<Concern> concerns) {
    return current.of(concerns).map(facts -> Optional.of(facts).filter(AccessDecisions::isSettled));
  }

  private static boolean isSettled(List<AccessFacts> facts) {
    return facts.stream().noneMatch(AccessFacts::mayBeEarly);
  }
}
