/** The billing portal: a session and the page on which a person changes card or cancels. */
@NullMarked
package io.orgplane.sandbox.stripe.portal;

import org.jspecify.annotations.NullMarked;
