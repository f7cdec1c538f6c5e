/** The access review: who has what, since when and by whom, for those who have to confirm it. */
@NullMarked
package io.orgplane.membership.review;

import org.jspecify.annotations.NullMarked;
