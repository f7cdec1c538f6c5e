/** What ends here when a member is removed. */
@NullMarked
package io.orgplane.org.revocation;

import org.jspecify.annotations.NullMarked;
