/**
 * RFC 9457 problems: one family of exceptions, one body, one place where anything else becomes one.
 */
@NullMarked
package io.orgplane.kit.problem;

import org.jspecify.annotations.NullMarked;
