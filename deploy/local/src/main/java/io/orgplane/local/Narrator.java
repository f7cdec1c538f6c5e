package io.orgplane.local;

/** Tells a {@link Story} on the terminal, as it happens. */
public interface Narrator {
  void line(String text);
}
