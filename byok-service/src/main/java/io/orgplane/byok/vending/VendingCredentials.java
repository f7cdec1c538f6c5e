package io.orgplane.byok.vending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.configuration.Status;
import io.orgplane.byok.vending.KeptSessions.Kept;
import io.orgplane.byok.vending.KeptSessions.Owner;
import io.orgplane.byok.vending.VendingProblem.NotActive;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Vends credentials. What was waited for is only handed out when the standing is still the one that
 * it was fetched under: a configuration that was removed, changed or suspended meanwhile, or a
 * workspace that is gone, ends vending at once.
 */
@ApplicationScoped
class VendingCredentials {

  private static final int ATTEMPTS = 3;

  private final Standings standings;
  private final KeptSessions kept;
  private final Fetching fetching;
  private final PlatformCredentials platform;
  private final Counter ofTheirs;
  private final Counter ofOurs;

  VendingCredentials(
      Standings standings,
      KeptSessions kept,
      Fetching fetching,
      PlatformCredentials platform,
      MeterRegistry registry) {
    this.standings = standings;
    this.kept = kept;
    this.fetching = fetching;
    this.platform = platform;
    this.ofTheirs = registry.counter("orgplane.byok.vended", "source", "byok");
    this.ofOurs = registry.counter("orgplane.byok.vended", "source", "platform");
  }

  Uni<Vended> to(OrganizationId organization, WorkspaceId workspace) {
    return standings
        .awaited(organization, workspace)
        .chain(source -> vend(organization, workspace, source, ATTEMPTS))
        .invoke(vended -> (vended.own() ? ofTheirs : ofOurs).increment());
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
                    ? Uni.createFrom().item(session.vended())
                    : unlessChanged(organization, workspace, source, session, failure, attempts));
  }

  /** The fence: what it comes to, as long as nothing has changed while it was waited for. */
  private Uni<Vended> unlessChanged(
      OrganizationId organization,
      WorkspaceId workspace,
      Source before,
      @Nullable Kept session,
      @Nullable Throwable failure,
      int attempts) {
    return standings
        .now(organization, workspace)
        .chain(
            now ->
                now.equals(before) && !(failure instanceof Moved)
                    ? concluded(session, failure)
                    : vend(organization, workspace, now, attempts - 1));
  }

  private static Uni<Vended> concluded(@Nullable Kept session, @Nullable Throwable failure) {
    return session == null
        ? Uni.createFrom().failure(failure)
        : Uni.createFrom().item(session.vended());
  }

  private Uni<Kept> session(OrganizationId organization, Source source) {
    return switch (source) {
      case Source.Byok byok ->
          kept.get(new Owner.Customer(organization), byok.generation(), () -> fetching.of(byok))
              .onFailure(CloudFailure.class)
              .transform(failure -> theirs((CloudFailure) failure));
      case Source.Platform none -> {
        kept.forget(new Owner.Customer(organization));
        yield platform.usual();
      }
      case Source.Unusable unusable -> {
        kept.forget(new Owner.Customer(organization));
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
}
