/**
 * The API documents of the services, made complete: what all operations have in common is written
 * here once, and what only one can say is asked of it by the build.
 */
@NullMarked
package io.orgplane.kit.openapi;

import org.jspecify.annotations.NullMarked;
