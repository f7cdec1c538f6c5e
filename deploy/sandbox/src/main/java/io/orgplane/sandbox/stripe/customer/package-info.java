/** Customers, their balance and their default payment method. */
@NullMarked
package io.orgplane.sandbox.stripe.customer;

import org.jspecify.annotations.NullMarked;
