/** What a customer can hand over to us, and what is invoked with it; no call to anybody. */
@NullMarked
package io.orgplane.byok.credential;

import org.jspecify.annotations.NullMarked;
