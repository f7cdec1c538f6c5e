/**
 * The pool of credits that an organization's workspaces share: what was granted, what is drawn, and
 * the ledger that accounts for every thousandth.
 */
@NullMarked
package io.orgplane.billing.credit;

import org.jspecify.annotations.NullMarked;
