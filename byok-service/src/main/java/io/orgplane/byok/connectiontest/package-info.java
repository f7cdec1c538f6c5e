/** The test that stands before every save: a matrix of what works and what to do. */
@NullMarked
package io.orgplane.byok.connectiontest;

import org.jspecify.annotations.NullMarked;
