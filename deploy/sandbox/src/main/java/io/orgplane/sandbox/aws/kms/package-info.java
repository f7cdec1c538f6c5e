/**
 * The Key Management Service: symmetric keys whose ciphertexts are bound to their encryption
 * context.
 */
@NullMarked
package io.orgplane.sandbox.aws.kms;

import org.jspecify.annotations.NullMarked;
