/** Keeps one organization's slow or broken account from costing anybody else anything. */
@NullMarked
package io.orgplane.byok.isolation;

import org.jspecify.annotations.NullMarked;
