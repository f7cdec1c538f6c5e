/** What a page of a long list costs, wherever in the list it is. */
@NullMarked
package io.orgplane.bench.lists;

import org.jspecify.annotations.NullMarked;
