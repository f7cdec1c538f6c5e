/**
 * The real PostgreSQL and the real Kafka, started from a jar on the class path: the same two parts
 * under unit tests, under the benchmarks and in the local stack, so that what is tested is what
 * runs.
 */
@NullMarked
package io.orgplane.embedded;

import org.jspecify.annotations.NullMarked;
