@NullMarked
package io.orgplane.byok.vending;

import org.jspecify.annotations.NullMarked;
