/** The service against the real PostgreSQL and Kafka, real tokens, and the AWS stand-in. */
@NullMarked
package io.orgplane.byok;

import org.jspecify.annotations.NullMarked;
