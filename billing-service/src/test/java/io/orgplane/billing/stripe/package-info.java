/** Tests without an application around them. */
@NullMarked
package io.orgplane.billing.stripe;

import org.jspecify.annotations.NullMarked;
