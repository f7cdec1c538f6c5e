/** What needs the inside of the feature. */
@org.jspecify.annotations.NullMarked
package io.orgplane.membership.access;
