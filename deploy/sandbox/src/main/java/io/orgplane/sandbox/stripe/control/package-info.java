/**
 * The levers of the sandbox: faults, webhook modes, and completing a checkout without a browser.
 */
@NullMarked
package io.orgplane.sandbox.stripe.control;

import org.jspecify.annotations.NullMarked;
