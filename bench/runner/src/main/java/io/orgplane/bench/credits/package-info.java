/** What a debit, the intake of usage and a year of trends cost. */
@NullMarked
package io.orgplane.bench.credits;

import org.jspecify.annotations.NullMarked;
