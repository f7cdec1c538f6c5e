package io.orgplane.billing.subscription;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.limit.OverLimit;
import java.util.List;

/**
 * What a change would come to. Amounts are minor units.
 *
 * @param dueNow what is paid at once
 * @param dueAtRenewal what the next whole bill is
 * @param creditsNow what the pool gets at once
 * @param creditsPerPeriod what it gets each month
 * @param overLimit what there would be too much of
 */
public record PreviewView(
    long dueNow,
    long dueAtRenewal,
    String currency,
    Credits creditsNow,
    Credits creditsPerPeriod,
    List<OverLimit> overLimit) {}
