package io.orgplane.byok.fallback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.configuration.Configuration;
import io.orgplane.byok.configuration.Configurations;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.fallback.Fallbacks.Allowed;
import io.orgplane.byok.workspace.Workspaces;
import io.orgplane.byok.workspace.Workspaces.Existence;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.IdempotencyKeyReused;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one fallback. One that is allowed is recorded, audited and told of in the transaction
 * of the decision, so that none goes uncharged; a refused one leaves nothing and may be asked
 * again.
 */
@ApplicationScoped
class AskingForFallback {

  private final Transactions transactions;
  private final Configurations configurations;
  private final Workspaces workspaces;
  private final FallbackPolicies policies;
  private final Fallbacks fallbacks;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final FallbackConfig config;
  private final BedrockConfig bedrock;
  private final ObjectMapper json;
  private final Clock clock;

  AskingForFallback(
      Transactions transactions,
      Configurations configurations,
      Workspaces workspaces,
      FallbackPolicies policies,
      Fallbacks fallbacks,
      Outbox outbox,
      AuditTrail audit,
      FallbackConfig config,
      BedrockConfig bedrock,
      ObjectMapper json,
      Clock clock) {
    this.transactions = transactions;
    this.configurations = configurations;
    this.workspaces = workspaces;
    this.policies = policies;
    this.fallbacks = fallbacks;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.bedrock = bedrock;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param target where the platform's account serves the call; null where nothing is to be vended
   */
  record Decision(Reason reason, @Nullable Target target) {}

  /** The configuration's row is held, so that nothing is allowed behind its removal. */
  Uni<Decision> decide(Actor service, FallbackAsked asked) {
    OrganizationId organization = asked.organizationId();
    return transactions.in(
        organization,
        tx ->
            requireWorkspace(tx, asked)
                .chain(() -> configurations.requireLocked(tx, organization))
                .chain(present -> decide(tx, service, asked, present)));
  }

  private Uni<Void> requireWorkspace(Tx tx, FallbackAsked asked) {
    return workspaces
        .find(tx, asked.organizationId(), asked.workspaceId())
        .map(found -> found.filter(known -> known == Existence.THERE).orElseThrow(NotFound::new))
        .replaceWithVoid();
  }

  private Uni<Decision> decide(Tx tx, Actor service, FallbackAsked asked, Configuration present) {
    return fallbacks
        .find(tx, asked.organizationId(), asked.id())
        .chain(
            before ->
                before
                    .map(allowed -> Uni.createFrom().item(() -> again(allowed, asked, present)))
                    .orElseGet(() -> decideAnew(tx, service, asked, present)));
  }

  /** The same answer; but old ids are no way to new sessions. */
  private Decision again(Allowed before, FallbackAsked asked, Configuration present) {
    if (!before.asked().equals(written(asked))) {
      throw new IdempotencyKeyReused();
    }
    boolean fresh = clock.instant().isBefore(before.at().plus(bedrock.sessionLifetime()));
    return new Decision(allowing(before.policy()), fresh ? inUse(present).orElse(null) : null);
  }

  private Uni<Decision> decideAnew(
      Tx tx, Actor service, FallbackAsked asked, Configuration present) {
    return policies
        .of(tx, asked.organizationId())
        .map(rule -> rule.of(asked.workspaceId()))
        .chain(policy -> record(tx, service, asked, policy, reason(asked, policy, present)))
        .map(reason -> new Decision(reason, reason.allows() ? inUse(present).orElse(null) : null));
  }

  private Reason reason(FallbackAsked asked, Policy policy, Configuration present) {
    Optional<Target> target = inUse(present);
    if (target.isEmpty()) {
      return Reason.BYOK_NOT_ACTIVE;
    }
    if (policy == Policy.STRICT) {
      return Reason.POLICY_STRICT;
    }
    if (!asked.eligible()) {
      return Reason.OPERATION_NOT_ELIGIBLE;
    }
    if (!config.retryableErrors().contains(asked.error())) {
      return Reason.ERROR_NOT_RETRYABLE;
    }
    if (!target.get().region().equals(asked.region())) {
      return Reason.REGION_DIFFERS;
    }
    return bedrock.requiredModels().contains(asked.model())
        ? allowing(policy)
        : Reason.MODEL_NOT_REQUIRED;
  }

  private Uni<Reason> record(
      Tx tx, Actor service, FallbackAsked asked, Policy policy, Reason reason) {
    if (!reason.allows()) {
      return Uni.createFrom().item(reason);
    }
    ByokFallbackUsed used = ByokFallbackUsed.of(asked, policy);
    Allowed allowed = new Allowed(written(asked), policy, clock.instant());
    return fallbacks
        .add(tx, asked.organizationId(), asked.id(), allowed)
        .chain(() -> outbox.append(tx, used))
        .chain(() -> audit.record(tx, entry(service, used)))
        .replaceWith(reason);
  }

  private Optional<Target> inUse(Configuration present) {
    return present.status(clock.instant()).isInUse()
        ? present.settings().map(settings -> settings.target())
        : Optional.empty();
  }

  private static Reason allowing(Policy policy) {
    return switch (policy) {
      case WARN -> Reason.POLICY_WARNS;
      case ALLOW -> Reason.POLICY_ALLOWS;
      case STRICT -> throw new IllegalStateException("strict allows nothing");
    };
  }

  private static AuditEntry entry(Actor service, ByokFallbackUsed used) {
    return AuditEntry.created(
        used.organizationId(),
        service,
        "byok-fallback-used",
        new AuditEntry.Subject("byok-fallback", used.id(), null),
        used.facts());
  }

  private String written(FallbackAsked asked) {
    try {
      return json.writeValueAsString(asked);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a request can be written as JSON", impossible);
    }
  }
}
