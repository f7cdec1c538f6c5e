package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.iam.AccountId;
import java.util.Map;
import java.util.TreeMap;

/** How often each account has invoked each model: what makes two answers differ, and tests sure. */
public final class Invocations {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  synchronized long count(AccountId account, FoundationModel model) {
    return counts
        .computeIfAbsent(account.value(), x -> new TreeMap<>())
        .merge(model.id(), 1L, Long::sum);
  }

  /** Account, then model, then how often. */
  public synchronized Map<String, Map<String, Long>> counts() {
    var copy = new TreeMap<String, Map<String, Long>>();
    counts.forEach((account, models) -> copy.put(account, Map.copyOf(models)));
    return copy;
  }
}
