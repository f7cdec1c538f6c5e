/** Organizations that people make by hand. */
@NullMarked
package io.orgplane.org.founding;

import org.jspecify.annotations.NullMarked;
