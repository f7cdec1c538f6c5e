/** An organization: its name and status, and its end. */
@NullMarked
package io.orgplane.org.organization;

import org.jspecify.annotations.NullMarked;
