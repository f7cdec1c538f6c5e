/** The AWS stand-in against AWS's own SDK, and against requests that no SDK would send. */
@NullMarked
package io.orgplane.sandbox.aws;

import org.jspecify.annotations.NullMarked;
