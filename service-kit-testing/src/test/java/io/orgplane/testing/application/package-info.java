/** A service so small that it can only answer who calls it. */
@org.jspecify.annotations.NullMarked
package io.orgplane.testing.application;
