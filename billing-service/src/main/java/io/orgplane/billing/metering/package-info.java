/** Takes the money for what pay-as-you-go has drawn in a period that is over, once. */
@NullMarked
package io.orgplane.billing.metering;

import org.jspecify.annotations.NullMarked;
