package io.orgplane.local;

/** Something that is played against a running stack and judged. */
public interface Story {
  Verdict play(StackAddresses addresses, Narrator narrator);
}
