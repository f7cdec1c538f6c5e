/** This service's part when a member is removed. */
@NullMarked
package io.orgplane.byok.revocation;

import org.jspecify.annotations.NullMarked;
