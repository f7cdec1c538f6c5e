/** Tests of billing-service on the real PostgreSQL and Kafka, and on the Stripe stand-in. */
@NullMarked
package io.orgplane.billing;

import org.jspecify.annotations.NullMarked;
