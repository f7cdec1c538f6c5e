/** The dns part over its own protocol. */
@NullMarked
package io.orgplane.sandbox.dns;

import org.jspecify.annotations.NullMarked;
