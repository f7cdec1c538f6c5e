/** What people and platform services do with the whole suite, and what the suite must survive. */
@NullMarked
package io.orgplane.journeys;

import org.jspecify.annotations.NullMarked;
