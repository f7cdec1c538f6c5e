/**
 * What becomes of a subscription when its period is over: fewer seats, a smaller plan, a shorter
 * interval. The provider is told beforehand, so that it happens whoever is down at that moment.
 */
@NullMarked
package io.orgplane.billing.renewal;

import org.jspecify.annotations.NullMarked;
