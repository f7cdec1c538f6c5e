/** What the build asks of a new endpoint. */
@NullMarked
package io.orgplane.kit.openapi;

import org.jspecify.annotations.NullMarked;
