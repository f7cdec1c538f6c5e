/** Subscription schedules: phases that follow each other, and what each makes of a subscription. */
@NullMarked
package io.orgplane.sandbox.stripe.schedule;

import org.jspecify.annotations.NullMarked;
