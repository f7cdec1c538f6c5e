package io.orgplane.local;

import java.util.List;

/**
 * How a story ended.
 *
 * @param checks how many facts were looked at
 * @param differences those that were not as they should be, each in a sentence
 */
public record Verdict(int checks, List<String> differences) {
  public Verdict {
    differences = List.copyOf(differences);
  }

  public boolean asItShouldBe() {
    return checks > 0 && differences.isEmpty();
  }
}
