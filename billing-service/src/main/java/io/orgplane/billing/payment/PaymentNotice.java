package io.orgplane.billing.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hint from the provider that something of a customer has changed. What it has become is fetched;
 * nothing else in the hint is believed.
 *
 * @param createdAt when it was so, by the provider's clock
 */
public record PaymentNotice(
    String id, String type, @Nullable CustomerId customer, @Nullable Instant createdAt) {}
