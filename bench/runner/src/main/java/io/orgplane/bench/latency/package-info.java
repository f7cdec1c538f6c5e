/** How long a change takes from its commit in one service to its effect in another. */
@NullMarked
package io.orgplane.bench.latency;

import org.jspecify.annotations.NullMarked;
