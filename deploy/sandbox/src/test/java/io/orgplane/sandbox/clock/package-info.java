/** The clock part over its own protocol. */
@NullMarked
package io.orgplane.sandbox.clock;

import org.jspecify.annotations.NullMarked;
