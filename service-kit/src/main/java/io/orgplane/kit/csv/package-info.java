/** Comma-separated values, safe to open in a spreadsheet. */
@NullMarked
package io.orgplane.kit.csv;

import org.jspecify.annotations.NullMarked;
