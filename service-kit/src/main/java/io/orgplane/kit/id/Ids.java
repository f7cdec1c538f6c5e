package io.orgplane.kit.id;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Ids of everything that we create: UUID version 7 (RFC 9562, section 5.7), ordered by time. */
public final class Ids {

  private static final int CANONICAL_LENGTH = 36;

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /**
   * Only the canonical form; {@link UUID#fromString} alone would take "1-1-1-1-1" too, and then two
   * spellings would name one thing.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static UUID parse(String text) {
    if (text.length() != CANONICAL_LENGTH) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }
}
