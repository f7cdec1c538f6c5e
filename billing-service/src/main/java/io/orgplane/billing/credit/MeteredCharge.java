package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.time.Instant;
import java.util.UUID;

/**
 * What was drawn by pay-as-you-go and is to be paid, now that its period is over.
 *
 * @param amount minor units
 */
record MeteredCharge(
    UUID id,
    UUID grantId,
    Credits credits,
    long amount,
    String currency,
    Instant periodEnd,
    Instant owedAt) {}
