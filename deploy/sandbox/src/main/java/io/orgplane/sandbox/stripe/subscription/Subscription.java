package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.catalogue.Interval;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer's standing order: items, the cycle in which they are paid, and how well they are paid.
 */
public final class Subscription implements Resource {
  private final String id = Ids.next("sub");
  private final Customer customer;
  private final long created;
  private final List<SubscriptionItem> items = new ArrayList<>();
  private final List<InvoiceLine> pendingLines = new ArrayList<>();
  private Period period;
  private @Nullable Long trialEnd;
  final Metadata metadata;
  Status status;
  @Nullable String description;
  @Nullable String defaultPaymentMethod;
  @Nullable Invoice latestInvoice;
  @Nullable PendingUpdate pendingUpdate;
  @Nullable AttachedSchedule schedule;
  @Nullable Long cancelAt;
  @Nullable Long canceledAt;
  @Nullable Long endedAt;
  @Nullable String cancelReason;
  @Nullable String cancelComment;
  @Nullable String cancelFeedback;
  boolean cancelAtPeriodEnd;
  boolean cancelProrates;

  /** Nobody tries to collect any more: what is left is to cancel. */
  boolean givenUp;

  boolean cancelsWithoutCard;
  boolean trialEndAnnounced;

  /** Where a subscription is in its life. */
  enum Status {
    INCOMPLETE,
    INCOMPLETE_EXPIRED,
    TRIALING,
    ACTIVE,
    PAST_DUE,
    UNPAID,
    CANCELED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Subscription(
      Customer customer, Metadata metadata, Period period, @Nullable Long trialEnd, long created) {
    this.customer = customer;
    this.metadata = metadata;
    this.period = period;
    this.trialEnd = trialEnd;
    this.created = created;
    this.status = trialEnd == null ? Status.INCOMPLETE : Status.TRIALING;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public Customer customer() {
    return customer;
  }

  public @Nullable Invoice latestInvoice() {
    return latestInvoice;
  }

  public boolean cancelsAtPeriodEnd() {
    return cancelAtPeriodEnd;
  }

  /** Nothing is renewed at that second any more. */
  boolean endsBy(long second) {
    return cancelAtPeriodEnd || (cancelAt != null && cancelAt <= second);
  }

  public boolean ended() {
    return status == Status.CANCELED || status == Status.INCOMPLETE_EXPIRED;
  }

  /** "2 × Team", for a person to read. */
  public String words() {
    return items.stream()
        .map(item -> item.quantity() + " × " + item.price().product().name())
        .toList()
        .toString();
  }

  public long periodStart() {
    return period.start();
  }

  public long periodEnd() {
    return period.end();
  }

  boolean trialing() {
    return status == Status.TRIALING;
  }

  @Nullable Long trialEnd() {
    return trialEnd;
  }

  Period period() {
    return period;
  }

  List<SubscriptionItem> items() {
    return List.copyOf(items);
  }

  List<Target> targets() {
    return items.stream().map(Target::of).toList();
  }

  Interval interval() {
    return Objects.requireNonNull(items.getFirst().price().interval());
  }

  String currency() {
    return items.getFirst().price().currency();
  }

  void add(SubscriptionItem item) {
    items.add(item);
  }

  /** Makes a change that was worked out before. */
  void apply(Change change, long now) {
    items.removeIf(item -> change.targets().stream().noneMatch(target -> target.item() == item));
    for (Target target : change.targets()) {
      SubscriptionItem item = target.item();
      if (item == null) {
        item = new SubscriptionItem(target.id(), this, target.price(), target.quantity(), now);
        items.add(item);
      }
      item.become(target.price(), target.quantity());
      InvoiceLine charge = change.charges().get(target.id());
      if (charge != null) {
        item.charged(charge);
      }
    }
    period = change.period();
    if (change.endsTrial()) {
      trialEnd = now;
      status = Status.ACTIVE;
    }
  }

  /** The cycle begins when the trial ends. */
  void trialUntil(long end) {
    trialEnd = end;
    trialEndAnnounced = false;
    period = new Period(end, period.start(), end);
  }

  /** At the turn of its period: another interval counts from here. */
  void turnInto(List<Target> targets, long now) {
    boolean sameInterval = targets.getFirst().interval().equals(interval());
    Period turned = sameInterval ? period : new Period(period.end(), period.start(), period.end());
    apply(new Change(targets, List.of(), Map.of(), false, false, turned, now), now);
  }

  /** When it will end, as far as that is announced. */
  @Nullable Long announcedEnd() {
    return cancelAtPeriodEnd ? (Long) period.end() : cancelAt;
  }

  /** Goes on to the next period; gives the lines that charge for it. */
  List<InvoiceLine> advance() {
    period = period.next(interval());
    List<InvoiceLine> lines = new ArrayList<>();
    for (SubscriptionItem item : items) {
      InvoiceLine line = Proration.whole(Target.of(item), id, period);
      item.charged(line);
      lines.add(line);
    }
    return lines;
  }

  /** Prorations that wait for the next invoice. */
  List<InvoiceLine> pendingLines() {
    return List.copyOf(pendingLines);
  }

  void postpone(List<InvoiceLine> lines) {
    pendingLines.addAll(lines);
  }

  List<InvoiceLine> takePendingLines() {
    List<InvoiceLine> taken = pendingLines();
    pendingLines.clear();
    return taken;
  }

  void cancellation(Arguments details) {
    details.ifGiven("comment", value -> cancelComment = value);
    details.ifGiven("feedback", value -> cancelFeedback = value);
  }

  @Override
  public JsonObject json() {
    return SubscriptionJson.of(this);
  }
}
