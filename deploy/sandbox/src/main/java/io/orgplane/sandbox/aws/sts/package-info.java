/**
 * The Security Token Service: identities, and sessions that are shorter and narrower than who asks.
 */
@NullMarked
package io.orgplane.sandbox.aws.sts;

import org.jspecify.annotations.NullMarked;
