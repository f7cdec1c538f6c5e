/** The ports on AWS: the only place that knows its SDK. Credentials are always explicit here. */
@NullMarked
package io.orgplane.byok.aws;

import org.jspecify.annotations.NullMarked;
