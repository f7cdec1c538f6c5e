@NullMarked
package io.orgplane.byok.connectiontest;

import org.jspecify.annotations.NullMarked;
