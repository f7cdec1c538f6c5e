/** What the outbox costs a business transaction. */
@NullMarked
package io.orgplane.bench.outbox;

import org.jspecify.annotations.NullMarked;
