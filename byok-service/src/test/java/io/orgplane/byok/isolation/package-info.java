@NullMarked
package io.orgplane.byok.isolation;

import org.jspecify.annotations.NullMarked;
