@NullMarked
package io.orgplane.byok.aws;

import org.jspecify.annotations.NullMarked;
