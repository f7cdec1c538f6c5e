/**
 * The page on which a person reads what the stand-ins know: mails, time, names, and where the rest
 * is.
 */
@NullMarked
package io.orgplane.sandbox.page;

import org.jspecify.annotations.NullMarked;
