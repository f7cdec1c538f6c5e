/**
 * May this person do that here: answered from the memberships themselves, or from a memory of them
 * that is compared with their version after the question has come in; never from an old copy.
 */
@NullMarked
package io.orgplane.membership.access;

import org.jspecify.annotations.NullMarked;
