@NullMarked
package io.orgplane.byok.configuration;

import org.jspecify.annotations.NullMarked;
