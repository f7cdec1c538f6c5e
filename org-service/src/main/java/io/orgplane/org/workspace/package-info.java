/** Workspaces: made within the plan's limit, seen by who may. */
@NullMarked
package io.orgplane.org.workspace;

import org.jspecify.annotations.NullMarked;
