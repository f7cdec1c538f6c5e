/**
 * What an organization has in use that a plan may not allow, and of what there would be too much.
 */
@NullMarked
package io.orgplane.billing.limit;

import org.jspecify.annotations.NullMarked;
