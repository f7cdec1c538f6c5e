/**
 * The only way to a transaction in the suite: scoped to an organization, and out of reach of a
 * client that goes away.
 */
@NullMarked
package io.orgplane.kit.tx;

import org.jspecify.annotations.NullMarked;
