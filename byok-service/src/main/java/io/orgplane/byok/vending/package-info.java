/** Short-lived Bedrock credentials for the platform's services. */
@NullMarked
package io.orgplane.byok.vending;

import org.jspecify.annotations.NullMarked;
