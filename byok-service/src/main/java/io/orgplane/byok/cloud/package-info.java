/** What this service needs of a cloud, as ports: sessions, model calls, and failures by class. */
@NullMarked
package io.orgplane.byok.cloud;

import org.jspecify.annotations.NullMarked;
