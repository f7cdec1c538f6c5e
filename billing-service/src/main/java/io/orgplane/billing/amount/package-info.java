/** Amounts with their unit. */
@NullMarked
package io.orgplane.billing.amount;

import org.jspecify.annotations.NullMarked;
