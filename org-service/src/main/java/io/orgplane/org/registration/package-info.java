/**
 * People who have registered with the identity provider and have not called yet: they get their
 * personal organization all the same.
 */
@NullMarked
package io.orgplane.org.registration;

import org.jspecify.annotations.NullMarked;
