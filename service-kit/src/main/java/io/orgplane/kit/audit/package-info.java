/**
 * Who did what, when, from where and to whom: told of every change, in its own transaction, and
 * kept by org-service as one ordered feed per organization.
 */
@NullMarked
package io.orgplane.kit.audit;

import org.jspecify.annotations.NullMarked;
