/** How a secret is kept: sealed with a key of its own, which is itself wrapped by a master key. */
@NullMarked
package io.orgplane.byok.secret;

import org.jspecify.annotations.NullMarked;
