/** Packs of credits that are paid before they are granted and last until they are used. */
@NullMarked
package io.orgplane.billing.addon;

import org.jspecify.annotations.NullMarked;
