/**
 * May this person do that here: from a local copy of memberships, and from membership-service when
 * the copy is stale.
 */
@NullMarked
package io.orgplane.kit.access;

import org.jspecify.annotations.NullMarked;
