package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What usage has cost beyond everything, by usage, the oldest first. */
final class Debts {

  private final Map<String, Credits> open = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /** What is owed for one usage. */
  record Debt(String usage, Credits credits) {}

  /** Draws as much as there is of what is owed for a usage, and answers what is still missing. */
  @FunctionalInterface
  interface Paying {
    Credits back(Credits owed, String usage);
  }

  Debts(List<Debt> owed) {
    owed.forEach(debt -> open.put(debt.usage(), debt.credits()));
  }

  boolean isNone() {
    return open.isEmpty();
  }

  Credits total() {
    return open.values().stream().reduce(Credits.NONE, Credits::plus);
  }

  void owe(String usage, Credits missing) {
    open.merge(usage, missing, Credits::plus);
    changed.add(usage);
  }

  /** In order, until nothing more is there to pay with. */
  void pay(Paying paying) {
    for (String usage : List.copyOf(open.keySet())) {
      Credits owed = open.getOrDefault(usage, Credits.NONE);
      Credits missing = paying.back(owed, usage);
      if (missing.equals(owed)) {
        return;
      }
      changed.add(usage);
      if (missing.isNone()) {
        open.remove(usage);
      } else {
        open.put(usage, missing);
      }
    }
  }

  /** Those that are owed otherwise than when they were read. */
  List<Debt> changed() {
    return open.entrySet().stream()
        .filter(owed -> changed.contains(owed.getKey()))
        .map(owed -> new Debt(owed.getKey(), owed.getValue()))
        .toList();
  }

  /** Those that are owed no more. */
  List<String> paid() {
    return changed.stream().filter(usage -> !open.containsKey(usage)).toList();
  }
}
