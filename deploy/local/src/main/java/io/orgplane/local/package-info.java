/**
 * The whole suite on one machine with nothing installed but a JDK: {@link LocalStack} starts it
 * (for people, for the journeys, for the benchmarks), {@link Up} is what {@code deploy/up} runs.
 */
@NullMarked
package io.orgplane.local;

import org.jspecify.annotations.NullMarked;
