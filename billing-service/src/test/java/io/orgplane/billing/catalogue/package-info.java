/** Tests without an application around them. */
@NullMarked
package io.orgplane.billing.catalogue;

import org.jspecify.annotations.NullMarked;
