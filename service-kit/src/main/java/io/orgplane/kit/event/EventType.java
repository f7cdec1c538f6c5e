package io.orgplane.kit.event;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of an event's type on the wire, kebab-case past tense. */
public record EventType(String value) {

  /** Technical: everything committed before it has been published on its partition. */
  public static final EventType HEARTBEAT = new EventType("membership-heartbeat");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  public static EventType of(Class<?> event) {
    return new EventType(
        HUMP.matcher(event.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
