/** The adapter to Stripe. Its library is imported nowhere else. */
@NullMarked
package io.orgplane.billing.stripe;

import org.jspecify.annotations.NullMarked;
