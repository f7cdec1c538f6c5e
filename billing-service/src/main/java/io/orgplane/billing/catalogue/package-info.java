/** What is for sale: plans, prices and allowances, versioned data that code only reads. */
@NullMarked
package io.orgplane.billing.catalogue;

import org.jspecify.annotations.NullMarked;
