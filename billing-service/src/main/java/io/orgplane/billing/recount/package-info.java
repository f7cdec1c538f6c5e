/**
 * Members are counted by membership-service, seats by the payment provider; here the one follows
 * the other. A recount is absolute and versioned, so that it can be repeated, skipped and late.
 */
@NullMarked
package io.orgplane.billing.recount;

import org.jspecify.annotations.NullMarked;
