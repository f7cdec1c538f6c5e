/** Members, their roles and their workspaces: who may change whom, and what is told of it. */
@NullMarked
package io.orgplane.membership.member;

import org.jspecify.annotations.NullMarked;
