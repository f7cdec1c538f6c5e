/**
 * The seat gate: the one row that decides whether one more member fits, and that orders all changes
 * of memberships.
 */
@NullMarked
package io.orgplane.membership.seat;

import org.jspecify.annotations.NullMarked;
