/**
 * What the sandbox's own HTTP surfaces share: strict JSON in, RFC 9457 problems out, and a server
 * that says by name which port it could not take. The vendors' surfaces answer in the vendors'
 * shapes and use none of the problems here.
 */
@NullMarked
package io.orgplane.sandbox.http;

import org.jspecify.annotations.NullMarked;
