/**
 * A mailbox that takes mail for anybody over real SMTP and shows it: what the suite sends out, a
 * person or a test can read. It delivers nothing onwards.
 */
@NullMarked
package io.orgplane.sandbox.mail;

import org.jspecify.annotations.NullMarked;
