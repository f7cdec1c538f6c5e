@NullMarked
package io.orgplane.billing.renewal;

import org.jspecify.annotations.NullMarked;
