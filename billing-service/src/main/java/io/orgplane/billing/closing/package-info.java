/**
 * The end of an organization: what it pays for ends at the provider, and its data here is dropped.
 */
@NullMarked
package io.orgplane.billing.closing;

import org.jspecify.annotations.NullMarked;
