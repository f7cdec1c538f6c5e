/**
 * What is asked of whoever handles the money, in our own words. The adapter to the vendor is
 * elsewhere; nothing here knows which one it is.
 */
@NullMarked
package io.orgplane.billing.payment;

import org.jspecify.annotations.NullMarked;
