/** Hints of the payment provider: verified, remembered by id, and answered by looking. */
@NullMarked
package io.orgplane.billing.webhook;

import org.jspecify.annotations.NullMarked;
