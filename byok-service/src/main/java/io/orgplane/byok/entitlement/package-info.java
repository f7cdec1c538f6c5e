/** Whether the organization's plan has BYOK, as billing-service tells. */
@NullMarked
package io.orgplane.byok.entitlement;

import org.jspecify.annotations.NullMarked;
