package io.orgplane.byok.vending;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.configuration.Status;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.vending.KeptSessions.Kept;
import io.orgplane.byok.vending.VendingProblem.NotActive;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Vends credentials. What was waited for is only handed out when the standing is still the one that
 * it was fetched under: a configuration that was removed, changed or suspended meanwhile, or a
 * workspace that is gone, ends vending at once.
 */
@ApplicationScoped
class VendingCredentials {

  private static final int ATTEMPTS = 3;
  private static final long PLATFORM_VERSION = 0;

  private final Standings standings;
  private final KeptSessions kept;
  private final Fetching fetching;
  private final BedrockConfig bedrock;
  private final MeterRegistry registry;

  VendingCredentials(
      Standings standings,
      KeptSessions kept,
      Fetching fetching,
      BedrockConfig bedrock,
      MeterRegistry registry) {
    this.standings = standings;
    this.kept = kept;
    this.fetching = fetching;
    this.bedrock = bedrock;
    this.registry = registry;
  }

  Uni<Vended> to(OrganizationId organization, WorkspaceId workspace) {
    return standings
        .awaited(organization, workspace)
        .chain(source -> vend(organization, workspace, source, ATTEMPTS));
  }

  private Uni<Vended> vend(
      OrganizationId organization, WorkspaceId workspace, Source source, int attempts) {
    if (attempts == 0) {
      return Uni.createFrom().failure(new UpstreamUnavailable("A stable configuration"));
    }
    return session(organization, source)
        .onItemOrFailure()
        .transformToUni(
            (session, failure) ->
                failure == null && !session.waitedFor()
                    ? Uni.createFrom().item(vended(source, session))
                    : unlessChanged(
                        organization,
                        workspace,
                        source,
                        () -> concluded(source, session, failure),
                        attempts));
  }

  /** The fence: what it comes to, as long as nothing has changed while it was waited for. */
  private Uni<Vended> unlessChanged(
      OrganizationId organization,
      WorkspaceId workspace,
      Source before,
      Supplier<Uni<Vended>> conclusion,
      int attempts) {
    return standings
        .now(organization, workspace)
        .chain(
            now ->
                now.equals(before)
                    ? conclusion.get()
                    : vend(organization, workspace, now, attempts - 1));
  }

  private Uni<Vended> concluded(Source source, Kept session, @Nullable Throwable failure) {
    return failure == null
        ? Uni.createFrom().item(vended(source, session))
        : Uni.createFrom().failure(failure);
  }

  private Uni<Kept> session(OrganizationId organization, Source source) {
    return switch (source) {
      case Source.Byok byok ->
          kept.get(organization, byok.version(), () -> fetching.of(byok))
              .onFailure(CloudFailure.class)
              .transform(failure -> theirs((CloudFailure) failure));
      case Source.Platform platform -> {
        kept.forget(organization);
        yield kept.get(OrganizationId.NONE, PLATFORM_VERSION, fetching::ofPlatform)
            .onFailure(CloudFailure.class)
            .transform(failure -> new UpstreamUnavailable("The platform's Bedrock account"));
      }
      case Source.Unusable unusable -> {
        kept.forget(organization);
        yield Uni.createFrom().failure(new NotActive(unusable.status().toString(), null));
      }
    };
  }

  /** A passing failure is worth another try; any other is the customer's to repair. */
  private static RuntimeException theirs(CloudFailure failure) {
    return failure.failureClass().isPassing()
        ? new UpstreamUnavailable("The organization's AWS account")
        : new NotActive(Status.ACTIVE.toString(), failure.failureClass());
  }

  private Vended vended(Source source, Kept session) {
    boolean own = source instanceof Source.Byok;
    Target target =
        source instanceof Source.Byok byok ? byok.settings().target() : fetching.platformTarget();
    registry.counter("orgplane.byok.vended", "source", own ? "byok" : "platform").increment();
    return new Vended(own, session.lease(), target, bedrock.modelsThrough(target.profile()));
  }
}
