/** Invoices: drafted, finalized, collected, retried; with proration lines, balance and a PDF. */
@NullMarked
package io.orgplane.sandbox.stripe.invoice;

import org.jspecify.annotations.NullMarked;
