package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.Money;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * <a href="https://docs.stripe.com/billing/subscriptions/prorations">Proration</a>, accurate to the
 * second.
 */
final class Proration {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Proration() {}

  /** Credits for what was charged and will not be used. */
  static List<InvoiceLine> unused(SubscriptionItem item, long at) {
    return item.charged().stream()
        .filter(line -> line.to() > at && line.amount() != 0)
        .map(line -> unused(item, line, at))
        .toList();
  }

  private static InvoiceLine unused(SubscriptionItem item, InvoiceLine charged, long at) {
    long from = Math.max(at, charged.from());
    long credit = Money.share(charged.amount(), charged.to() - from, charged.to() - charged.from());
    String description =
        "Unused time on %d × %s after %s"
            .formatted(
                item.quantity(),
                item.price().product().name(),
                DAY.format(Instant.ofEpochSecond(at)));
    return InvoiceLine.unused(item.subject(), credit, description, from, charged);
  }

  /** The charge for the rest of the period. */
  static InvoiceLine remaining(Target target, String subscription, Period period, long at) {
    long charge = Money.share(target.amount(), period.end() - at, period.end() - period.start());
    String description =
        "Remaining time on %d × %s after %s"
            .formatted(
                target.quantity(),
                target.price().product().name(),
                DAY.format(Instant.ofEpochSecond(at)));
    return InvoiceLine.remaining(
        target.subject(subscription), charge, description, at, period.end());
  }

  /** A whole period in advance. */
  static InvoiceLine whole(Target target, String subscription, Period period) {
    String unit = Money.words(target.price().unitAmount(), target.price().currency());
    String description =
        "%d × %s (at %s / %s)"
            .formatted(
                target.quantity(),
                target.price().product().name(),
                unit,
                target.interval().words());
    return InvoiceLine.period(
        target.subject(subscription), target.amount(), description, period.start(), period.end());
  }

  static InvoiceLine trial(Target target, String subscription, Period period) {
    String description =
        "Free trial for %d × %s".formatted(target.quantity(), target.price().product().name());
    return InvoiceLine.period(
        target.subject(subscription), 0, description, period.start(), period.end());
  }
}
