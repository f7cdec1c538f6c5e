package io.orgplane.byok.vending;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.vending.KeptSessions.Kept;
import io.orgplane.byok.vending.KeptSessions.Owner;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sessions of the platform's own account; the same for everybody who is served from there. */
@ApplicationScoped
public class PlatformCredentials {

  private static final long ALWAYS_THE_SAME = 0;

  private final KeptSessions kept;
  private final Fetching fetching;

  PlatformCredentials(KeptSessions kept, Fetching fetching) {
    this.kept = kept;
    this.fetching = fetching;
  }

  /** For calls that fall back: in the organization's region, through its profile. */
  public Uni<CredentialsView> in(Target target) {
    return session(target).map(session -> session.vended().view());
  }

  Uni<Kept> usual() {
    return session(fetching.platformTarget());
  }

  private Uni<Kept> session(Target target) {
    return kept.get(new Owner.Platform(target), ALWAYS_THE_SAME, () -> fetching.ofPlatform(target))
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable("The platform's Bedrock account"));
  }
}
