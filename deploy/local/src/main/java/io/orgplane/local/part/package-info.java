/**
 * The parts of the stack, each started and stopped on its own. A part is told everything by its
 * constructor, returns from {@code start} when it really serves, and leaves nothing behind after
 * {@code stop}.
 */
@NullMarked
package io.orgplane.local.part;

import org.jspecify.annotations.NullMarked;
