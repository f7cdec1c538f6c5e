/** Checkout sessions and the page on which a person pays. */
@NullMarked
package io.orgplane.sandbox.stripe.checkout;

import org.jspecify.annotations.NullMarked;
