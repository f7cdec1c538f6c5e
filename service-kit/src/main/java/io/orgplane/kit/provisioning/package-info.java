/** How a service tells the others that it has applied what they wait for. */
@NullMarked
package io.orgplane.kit.provisioning;

import org.jspecify.annotations.NullMarked;
