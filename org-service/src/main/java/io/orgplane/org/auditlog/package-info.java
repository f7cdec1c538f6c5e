/**
 * The audit feed: who did what in an organization, in all four services, in one order that another
 * system can follow.
 */
@NullMarked
package io.orgplane.org.auditlog;

import org.jspecify.annotations.NullMarked;
