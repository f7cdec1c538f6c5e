@org.jspecify.annotations.NullMarked
package io.orgplane.membership.invitation;
