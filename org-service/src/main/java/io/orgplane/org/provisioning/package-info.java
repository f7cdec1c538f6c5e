/** From the creation of an organization until every service is ready for it. */
@NullMarked
package io.orgplane.org.provisioning;

import org.jspecify.annotations.NullMarked;
