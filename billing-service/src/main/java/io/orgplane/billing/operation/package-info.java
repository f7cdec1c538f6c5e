/**
 * Deeds at the payment provider that outlive a crash: the intent is written, then the provider is
 * asked, then the result is written. What was left in between is taken up by a job.
 */
@NullMarked
package io.orgplane.billing.operation;

import org.jspecify.annotations.NullMarked;
