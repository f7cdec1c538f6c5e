/** What this service has heard of organizations: that they exist, and their names for mails. */
@NullMarked
package io.orgplane.membership.organization;

import org.jspecify.annotations.NullMarked;
