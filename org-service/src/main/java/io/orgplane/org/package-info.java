/** Organizations and the workspaces in them. */
@NullMarked
package io.orgplane.org;

import org.jspecify.annotations.NullMarked;
