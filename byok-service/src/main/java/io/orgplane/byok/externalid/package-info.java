/** The external id of each organization, made once, and the trust policy that demands it. */
@NullMarked
package io.orgplane.byok.externalid;

import org.jspecify.annotations.NullMarked;
