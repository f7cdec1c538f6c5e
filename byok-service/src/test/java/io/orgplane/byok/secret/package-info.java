@NullMarked
package io.orgplane.byok.secret;

import org.jspecify.annotations.NullMarked;
