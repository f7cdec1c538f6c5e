/** The sandbox as a whole, over its own HTTP API. */
@NullMarked
package io.orgplane.sandbox;

import org.jspecify.annotations.NullMarked;
