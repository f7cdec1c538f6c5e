/**
 * The local stack's stand-ins for what cannot be reached offline, started together. None of it is
 * ever part of production.
 */
@NullMarked
package io.orgplane.sandbox;

import org.jspecify.annotations.NullMarked;
