/**
 * The ids that every service speaks of. They are types, so that one cannot stand where another
 * belongs.
 */
@NullMarked
package io.orgplane.kit.id;

import org.jspecify.annotations.NullMarked;
