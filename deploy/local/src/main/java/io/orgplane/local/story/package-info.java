/**
 * The story that {@code deploy/up} plays: what a team does in its first weeks with the product,
 * over HTTP through the front door, one class per chapter. Every chapter says what it did, which
 * events followed, what changed and how long it took, and checks all of it.
 */
@NullMarked
package io.orgplane.local.story;

import org.jspecify.annotations.NullMarked;
