/**
 * The local stack's movable time: real time plus an offset that only grows. The offset lives in a
 * file, so that services in other processes see the same time, and survives a restart with the
 * data.
 */
@NullMarked
package io.orgplane.sandbox.clock;

import org.jspecify.annotations.NullMarked;
