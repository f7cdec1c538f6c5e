/** The stand-in, driven by Stripe's own client. */
@NullMarked
package io.orgplane.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
