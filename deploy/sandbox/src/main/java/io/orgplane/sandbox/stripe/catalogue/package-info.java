/** Products and prices, created by whoever sells them; nothing is preloaded. */
@NullMarked
package io.orgplane.sandbox.stripe.catalogue;

import org.jspecify.annotations.NullMarked;
