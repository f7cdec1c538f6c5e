package io.orgplane.membership.session;

import io.orgplane.kit.id.UserId;
import io.smallrye.mutiny.Uni;

/** The sessions of people in the identity provider. */
interface Sessions {

  /** What has become of them. */
  enum Ended {
    ENDED,
    UNKNOWN_PERSON
  }

  /**
   * Ends all of a person's sessions, so that no refresh token of theirs works any more. Doing it
   * again does no harm.
   */
  Uni<Ended> endAll(UserId user);
}
