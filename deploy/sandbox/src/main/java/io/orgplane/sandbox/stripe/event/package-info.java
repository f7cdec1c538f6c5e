/** Events: what happened, as snapshots, listed by the API and delivered as signed webhooks. */
@NullMarked
package io.orgplane.sandbox.stripe.event;

import org.jspecify.annotations.NullMarked;
