/**
 * A stand-in for AWS on one port: STS, KMS, Bedrock and Bedrock Runtime, told apart by the scope of
 * the signature as AWS's own endpoints check it. State is kept in memory and set through {@code
 * /sandbox/aws}; refusals have each service's own codes and statuses.
 */
@NullMarked
package io.orgplane.sandbox.aws;

import org.jspecify.annotations.NullMarked;
