/** What an organization's beginning and end mean here. */
@NullMarked
package io.orgplane.byok.organization;

import org.jspecify.annotations.NullMarked;
