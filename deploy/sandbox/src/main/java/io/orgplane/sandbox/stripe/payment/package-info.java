/**
 * Cards and charges: Stripe's test payment methods, and payment intents that succeed or are
 * declined.
 */
@NullMarked
package io.orgplane.sandbox.stripe.payment;

import org.jspecify.annotations.NullMarked;
