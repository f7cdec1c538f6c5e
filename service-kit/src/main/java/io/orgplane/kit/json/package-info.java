/** How JSON is read and written everywhere: strictly in, canonically out. */
@NullMarked
package io.orgplane.kit.json;

import org.jspecify.annotations.NullMarked;
