/** The one BYOK configuration of an organization, from draft to revoked. */
@NullMarked
package io.orgplane.byok.configuration;

import org.jspecify.annotations.NullMarked;
