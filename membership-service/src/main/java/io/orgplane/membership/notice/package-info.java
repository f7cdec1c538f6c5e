/**
 * What Owners are told by mail of the rest of the suite: money that is owed, credits that run out,
 * a Bedrock account that does not work. The mails live here because the Owners do.
 */
@NullMarked
package io.orgplane.membership.notice;

import org.jspecify.annotations.NullMarked;
