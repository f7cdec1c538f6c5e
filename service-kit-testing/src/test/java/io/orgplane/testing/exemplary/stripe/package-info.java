/** Keeps every rule. */
@org.jspecify.annotations.NullMarked
package io.orgplane.testing.exemplary.stripe;
