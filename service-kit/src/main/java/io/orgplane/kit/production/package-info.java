/** Refuses to start in production with settings that are fit for a developer's machine only. */
@NullMarked
package io.orgplane.kit.production;

import org.jspecify.annotations.NullMarked;
