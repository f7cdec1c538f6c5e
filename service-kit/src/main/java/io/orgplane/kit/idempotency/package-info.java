/** The same Idempotency-Key has one effect and one answer. */
@NullMarked
package io.orgplane.kit.idempotency;

import org.jspecify.annotations.NullMarked;
