package io.orgplane.byok.secret;

/**
 * A data key that only its master key can open.
 *
 * @param keyId the master key that wrapped it
 * @param bytes as that master key returned them; owned by this record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WrappedKey(String keyId, byte[] bytes) {

  @Override
  public String toString() {
    return "WrappedKey[" + keyId + "]";
  }
}
