/** The first purchase, on the provider's own page; and the page on which cards are kept. */
@NullMarked
package io.orgplane.billing.checkout;

import org.jspecify.annotations.NullMarked;
