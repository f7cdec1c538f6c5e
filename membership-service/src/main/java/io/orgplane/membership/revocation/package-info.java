/**
 * What follows a removal: every participant drops what it derived from the membership and says so.
 */
@NullMarked
package io.orgplane.membership.revocation;

import org.jspecify.annotations.NullMarked;
