/** What this service has heard of workspaces, against which assignments are checked. */
@NullMarked
package io.orgplane.membership.workspace;

import org.jspecify.annotations.NullMarked;
