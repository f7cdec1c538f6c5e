/** Plans, subscriptions, seats bought, credits and usage: whoever asks what was paid asks here. */
@NullMarked
package io.orgplane.billing;

import org.jspecify.annotations.NullMarked;
