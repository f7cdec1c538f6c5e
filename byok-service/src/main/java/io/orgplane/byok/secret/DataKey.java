package io.orgplane.byok.secret;

import java.util.Arrays;

/** A key for one secret, in clear, for the moment of its use. Closing it wipes it. */
public final class DataKey implements AutoCloseable {

  private final byte[] plaintext;
  private final WrappedKey wrapped;

  /**
   * @param plaintext 32 bytes, owned by this object from now on
   */
  public DataKey(byte[] plaintext, WrappedKey wrapped) {
    this.plaintext = plaintext;
    this.wrapped = wrapped;
  }

  byte[] plaintext() {
    return plaintext;
  }

  WrappedKey wrapped() {
    return wrapped;
  }

  @Override
  public void close() {
    Arrays.fill(plaintext, (byte) 0);
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
