package io.orgplane.local.story;

import io.orgplane.local.Narrator;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.Story;
import io.orgplane.local.Verdict;
import java.util.List;

/** Ann's first weeks. */
public final class FirstWeeks implements Story {
  @Override
  public Verdict play(StackAddresses addresses, Narrator narrator) {
    return new Verdict(0, List.of("not written"));
  }
}
