/**
 * The benchmarks of the suite, each against a floor or a peer that is measured in the same run:
 * what a figure is worth depends on the machine, what a ratio is worth hardly does.
 */
@NullMarked
package io.orgplane.bench;

import org.jspecify.annotations.NullMarked;
