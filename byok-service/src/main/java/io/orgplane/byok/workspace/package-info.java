/** Which workspaces exist, as org-service tells: nothing is vended for others. */
@NullMarked
package io.orgplane.byok.workspace;

import org.jspecify.annotations.NullMarked;
