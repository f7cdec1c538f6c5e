/**
 * What is alike for every resource of Stripe's API: parameters, errors, idempotency keys,
 * expansion, paging.
 */
@NullMarked
package io.orgplane.sandbox.stripe.api;

import org.jspecify.annotations.NullMarked;
