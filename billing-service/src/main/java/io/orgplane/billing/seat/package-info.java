/** Seats: how many are paid, by which rule they grow, and how many members there are to sit. */
@NullMarked
package io.orgplane.billing.seat;

import org.jspecify.annotations.NullMarked;
