package io.orgplane.sandbox.aws.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are laid, oldest first; each is used up by the requests that it meets. */
public final class Faults {
  private final List<Pending> pending = new ArrayList<>();

  private static final class Pending {
    private final Fault fault;
    private int left;

    Pending(Fault fault) {
      this.fault = fault;
      this.left = fault.times() == null ? 1 : fault.times();
    }
  }

  public synchronized void lay(Fault fault) {
    pending.add(new Pending(fault));
  }

  public synchronized void clear() {
    pending.clear();
  }

  /** The fault that this request meets, one use of it gone. */
  public synchronized Optional<Fault> take(Target target) {
    var met = pending.stream().filter(each -> each.fault.meets(target)).findFirst();
    met.filter(each -> --each.left == 0).ifPresent(pending::remove);
    return met.map(each -> each.fault);
  }
}
