/** Inviting people by address, and what they answer. */
@NullMarked
package io.orgplane.membership.invitation;

import org.jspecify.annotations.NullMarked;
