/**
 * Bedrock and Bedrock Runtime: which models and inference profiles there are, and small answers
 * from those that an account and a policy give access to.
 */
@NullMarked
package io.orgplane.sandbox.aws.bedrock;

import org.jspecify.annotations.NullMarked;
