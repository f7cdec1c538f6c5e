/**
 * What the front and the services have in common: a call that has been authenticated, the service
 * that answers it, and the faults that can be laid in its way.
 */
@NullMarked
package io.orgplane.sandbox.aws.service;

import org.jspecify.annotations.NullMarked;
