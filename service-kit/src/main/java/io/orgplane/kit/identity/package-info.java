/** Who is calling: a signed-in person, or another service of the platform. */
@NullMarked
package io.orgplane.kit.identity;

import org.jspecify.annotations.NullMarked;
