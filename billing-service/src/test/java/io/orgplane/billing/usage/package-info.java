@NullMarked
package io.orgplane.billing.usage;

import org.jspecify.annotations.NullMarked;
