/** What the organization's plan allows, as billing says. */
@NullMarked
package io.orgplane.org.entitlement;

import org.jspecify.annotations.NullMarked;
