/**
 * Mails go out after the transaction that caused them, at least once; a mail server that is down
 * delays them.
 */
@NullMarked
package io.orgplane.membership.mail;

import org.jspecify.annotations.NullMarked;
