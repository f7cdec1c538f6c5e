/**
 * Proof of identity: Signature Version 4 recomputed from the received bytes and the caller's
 * secret, and the bearer keys of Bedrock.
 */
@NullMarked
package io.orgplane.sandbox.aws.signature;

import org.jspecify.annotations.NullMarked;
