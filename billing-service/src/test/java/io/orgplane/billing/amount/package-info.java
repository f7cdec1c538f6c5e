/** Tests without an application around them. */
@NullMarked
package io.orgplane.billing.amount;

import org.jspecify.annotations.NullMarked;
