/** Tests without an application around them. */
@NullMarked
package io.orgplane.billing.credit;

import org.jspecify.annotations.NullMarked;
