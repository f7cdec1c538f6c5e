/**
 * The Stripe stand-in: Stripe's own API under {@code /v1}, its hosted pages, and a few endpoints
 * under {@code /sandbox} that play the person with the card and the network with its faults. Each
 * resource has a package; {@code api} holds what is alike for all of them. Everything runs on one
 * event loop, so the state needs no locks.
 */
@NullMarked
package io.orgplane.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
