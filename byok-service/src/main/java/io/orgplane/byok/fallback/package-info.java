/** Whether, and at whose price, a call may run on the platform's account after all. */
@NullMarked
package io.orgplane.byok.fallback;

import org.jspecify.annotations.NullMarked;
