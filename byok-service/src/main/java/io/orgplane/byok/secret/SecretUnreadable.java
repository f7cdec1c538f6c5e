package io.orgplane.byok.secret;

/**
 * A stored secret does not open: it was tampered with, moved, or belongs to another master key. It
 * never says more, because what failed to decrypt is nobody's business.
 */
public final class SecretUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SecretUnreadable(SecretRef secret) {
    super("the secret %s does not open".formatted(secret.id()), null, false, false);
  }
}
