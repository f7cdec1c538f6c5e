/** The customer's own AWS Bedrock: credentials, health, vending. */
@NullMarked
package io.orgplane.byok;

import org.jspecify.annotations.NullMarked;
