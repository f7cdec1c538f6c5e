package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import java.util.List;

/** What a subscription needs to know of, and tells to, the schedule that manages it. */
public interface AttachedSchedule {
  String id();

  /** The items from that second on; empty while the schedule has nothing new to say. */
  List<Wanted> itemsFrom(long second);

  /** The subscription was changed directly. */
  void changed(Subscription subscription);

  void ended();
}
