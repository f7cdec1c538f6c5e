/** The first call of a person, which makes their personal organization. */
@NullMarked
package io.orgplane.org.signup;

import org.jspecify.annotations.NullMarked;
