/** Breaks one rule on purpose. */
@org.jspecify.annotations.NullMarked
package io.orgplane.testing.violations.bounds;
