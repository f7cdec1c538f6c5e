package io.orgplane.org.workspace;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.org.organization.OrganizationProblem.ReadOnly;
import io.orgplane.org.workspace.Standing.Wanted;
import io.orgplane.org.workspace.WorkspaceProblem.LimitReached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Owner or Admin creates a workspace. */
@ApplicationScoped
class CreatingWorkspace {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final OpeningWorkspace opening;
  private final PlanUnderWay planUnderWay;

  CreatingWorkspace(
      Transactions transactions,
      Idempotency idempotency,
      OpeningWorkspace opening,
      PlanUnderWay planUnderWay) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.opening = opening;
    this.planUnderWay = planUnderWay;
  }

  Uni<WorkspaceView> in(
      OrganizationId organization, Wanted wanted, Caller.User user, @Nullable IdempotencyKey key) {
    return once(organization, wanted, user, key)
        .onFailure(CreatingWorkspace::dependsOnPlan)
        .recoverWithUni(
            refusal ->
                planUnderWay.orElse(
                    (ProblemException) refusal,
                    user,
                    organization,
                    () -> once(organization, wanted, user, key)));
  }

  private Uni<WorkspaceView> once(
      OrganizationId organization, Wanted wanted, Caller.User user, @Nullable IdempotencyKey key) {
    return transactions.in(
        organization,
        tx ->
            idempotency.once(
                tx,
                organization,
                user,
                key,
                List.of("POST workspaces", wanted),
                WorkspaceView.class,
                () ->
                    opening
                        .in(tx, organization, wanted, user)
                        .map(opened -> WorkspaceView.of(opened, false))));
  }

  private static boolean dependsOnPlan(Throwable refusal) {
    return refusal instanceof LimitReached || refusal instanceof ReadOnly;
  }
}
