/** Events out and in: the outbox with its relay, the inbox with parking and redrive. */
@NullMarked
package io.orgplane.kit.event;

import org.jspecify.annotations.NullMarked;
