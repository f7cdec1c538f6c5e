/** The mail part over its own protocol. */
@NullMarked
package io.orgplane.sandbox.mail;

import org.jspecify.annotations.NullMarked;
