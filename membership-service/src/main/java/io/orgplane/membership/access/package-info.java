/** May this person do that here: answered from the memberships themselves, never from a copy. */
@NullMarked
package io.orgplane.membership.access;

import org.jspecify.annotations.NullMarked;
