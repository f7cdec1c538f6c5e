/**
 * What was used: recorded once per id, drawn from the pool at once or after a reservation, or paid
 * by the organization's own AWS account.
 */
@NullMarked
package io.orgplane.billing.usage;

import org.jspecify.annotations.NullMarked;
