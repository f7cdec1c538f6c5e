/**
 * Sessions in the identity provider: whoever has been removed and is in no other organization is
 * signed out there. It is the participant {@code keycloak} of a revocation.
 */
@NullMarked
package io.orgplane.membership.session;

import org.jspecify.annotations.NullMarked;
