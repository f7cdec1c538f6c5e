package io.orgplane.billing.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as the provider has it now. Amounts are minor units.
 *
 * @param attempts how often payment was tried
 */
public record Invoice(
    String id,
    @Nullable String number,
    String status,
    long amountDue,
    long amountPaid,
    String currency,
    long attempts,
    Instant createdAt,
    @Nullable String pageUrl,
    @Nullable String pdfUrl) {

  private static final String PAID = "paid";
  private static final String OPEN = "open";

  public boolean isPaid() {
    return status.equals(PAID);
  }

  public boolean isOpen() {
    return status.equals(OPEN);
  }
}
