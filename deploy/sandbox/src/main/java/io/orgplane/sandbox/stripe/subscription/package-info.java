/** Subscriptions: begin, change with proration, renew at the anchor, fall past due, end. */
@NullMarked
package io.orgplane.sandbox.stripe.subscription;

import org.jspecify.annotations.NullMarked;
