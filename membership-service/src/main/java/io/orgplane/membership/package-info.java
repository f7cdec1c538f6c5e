/** Who belongs to which organization, and may they do that. */
@NullMarked
package io.orgplane.membership;

import org.jspecify.annotations.NullMarked;
