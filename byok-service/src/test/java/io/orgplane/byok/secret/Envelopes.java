package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;

/** For tests of master keys in other packages. */
public final class Envelopes {

  private Envelopes() {}

  public static Uni<WrappedKey> rewrapped(Envelope under, SealedSecret secret) {
    return under.rewrap(secret);
  }
}
