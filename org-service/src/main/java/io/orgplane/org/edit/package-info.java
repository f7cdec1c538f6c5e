/**
 * What people write and edit: names, descriptions, the fields of a PATCH, and the version that
 * If-Match names.
 */
@NullMarked
package io.orgplane.org.edit;

import org.jspecify.annotations.NullMarked;
