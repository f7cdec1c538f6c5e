/** Cursor paging. */
@NullMarked
package io.orgplane.kit.page;

import org.jspecify.annotations.NullMarked;
