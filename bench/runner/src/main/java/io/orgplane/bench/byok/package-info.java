/** How fast credentials are vended from memory, and what a cold organization costs. */
@NullMarked
package io.orgplane.bench.byok;

import org.jspecify.annotations.NullMarked;
