/** The state of the pretended AWS as JSON: put in from outside, shown without secrets. */
@NullMarked
package io.orgplane.sandbox.aws.state;

import org.jspecify.annotations.NullMarked;
