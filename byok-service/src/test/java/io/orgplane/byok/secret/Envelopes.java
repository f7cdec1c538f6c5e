package io.orgplane.byok.secret;

/** For tests of master keys in other packages. */
public final class Envelopes {

  private Envelopes() {}

  public static Envelope under(KeyWrapper masterKey) {
    return new Envelope(masterKey);
  }
}
