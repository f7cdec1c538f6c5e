package io.orgplane.byok.fallback;

import io.orgplane.byok.configuration.Configurations;
import io.orgplane.byok.configuration.IfMatch;
import io.orgplane.byok.entitlement.ByokPlan;
import io.orgplane.byok.workspace.Workspaces;
import io.orgplane.byok.workspace.Workspaces.Existence;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An Owner says whether calls may fall back. */
@ApplicationScoped
class SettingPolicy {

  private final Transactions transactions;
  private final ByokPlan plan;
  private final Configurations configurations;
  private final Workspaces workspaces;
  private final FallbackPolicies policies;
  private final AuditTrail audit;

  SettingPolicy(
      Transactions transactions,
      ByokPlan plan,
      Configurations configurations,
      Workspaces workspaces,
      FallbackPolicies policies,
      AuditTrail audit) {
    this.transactions = transactions;
    this.plan = plan;
    this.configurations = configurations;
    this.workspaces = workspaces;
    this.policies = policies;
    this.audit = audit;
  }

  Uni<FallbackPolicy> show(OrganizationId organization) {
    return transactions.in(organization, tx -> policies.of(tx, organization));
  }

  /** Saying again what already holds changes nothing. */
  Uni<FallbackPolicy> set(
      Actor owner, OrganizationId organization, FallbackPolicy wanted, @Nullable IfMatch ifMatch) {
    return plan.require(organization)
        .chain(
            () ->
                transactions.in(
                    organization,
                    tx ->
                        configurations
                            .requireLocked(tx, organization)
                            .chain(() -> requireWorkspaces(tx, organization, wanted))
                            .chain(() -> policies.of(tx, organization))
                            .chain(now -> set(tx, owner, organization, now, wanted, ifMatch))));
  }

  private Uni<FallbackPolicy> set(
      Tx tx,
      Actor owner,
      OrganizationId organization,
      FallbackPolicy now,
      FallbackPolicy wanted,
      @Nullable IfMatch ifMatch) {
    if (ifMatch != null) {
      ifMatch.require(now.version());
    }
    if (now.saysTheSameAs(wanted)) {
      return Uni.createFrom().item(now);
    }
    FallbackPolicy next =
        new FallbackPolicy(
            now.version() + 1, wanted.policy(), wanted.enforced(), wanted.workspaces());
    return policies
        .save(tx, organization, next)
        .chain(() -> audit.record(tx, entry(organization, owner, now, next)))
        .replaceWith(next);
  }

  private Uni<Void> requireWorkspaces(Tx tx, OrganizationId organization, FallbackPolicy wanted) {
    return Multi.createFrom()
        .iterable(wanted.workspaces().keySet())
        .onItem()
        .transformToUniAndConcatenate(workspace -> require(tx, organization, workspace))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Existence> require(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return workspaces
        .find(tx, organization, workspace)
        .map(
            found ->
                found
                    .filter(known -> known == Existence.THERE)
                    .orElseThrow(
                        () ->
                            new ValidationFailed(
                                "workspaces." + workspace,
                                "is no workspace of this organization")));
  }

  private static AuditEntry entry(
      OrganizationId organization, Actor owner, FallbackPolicy before, FallbackPolicy after) {
    return AuditEntry.changed(
        organization,
        owner,
        "byok-fallback-policy-changed",
        new AuditEntry.Subject("byok-fallback-policy", organization.toString(), null),
        facts(before),
        facts(after));
  }

  private static Map<String, Object> facts(FallbackPolicy policy) {
    Map<String, String> own = new TreeMap<>();
    policy.workspaces().forEach((id, each) -> own.put(id.toString(), each.toString()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("policy", policy.policy());
    facts.put("enforced", policy.enforced());
    facts.put("workspaces", own);
    return facts;
  }
}
