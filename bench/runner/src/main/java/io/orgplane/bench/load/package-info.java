/**
 * A load generator that costs little, since it shares the machine with what it measures: one
 * thread, no allocation for a request, and an account of what it used itself.
 */
@NullMarked
package io.orgplane.bench.load;

import org.jspecify.annotations.NullMarked;
