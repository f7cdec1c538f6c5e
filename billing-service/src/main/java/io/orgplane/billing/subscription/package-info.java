/**
 * What an organization has bought and may therefore do. A paid subscription is the provider's: what
 * it says is followed, and never anticipated.
 */
@NullMarked
package io.orgplane.billing.subscription;

import org.jspecify.annotations.NullMarked;
