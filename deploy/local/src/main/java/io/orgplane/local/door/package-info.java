/**
 * The front door: one origin for the four services, as the Ingress is on Kubernetes. It decides by
 * path alone, refuses every path that could mean something else to the service than it means here,
 * and tells a caller in a problem document when a service is away.
 */
@NullMarked
package io.orgplane.local.door;

import org.jspecify.annotations.NullMarked;
