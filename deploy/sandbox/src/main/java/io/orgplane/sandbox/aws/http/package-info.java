/**
 * AWS's HTTP as it comes over the wire: a request with its exact bytes (signatures cover them), an
 * answer, and the ways in which AWS says no, before any service has put its own shape on them.
 */
@NullMarked
package io.orgplane.sandbox.aws.http;

import org.jspecify.annotations.NullMarked;
