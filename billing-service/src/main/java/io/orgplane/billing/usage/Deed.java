package io.orgplane.billing.usage;

import java.util.List;

/**
 * Something that is wanted of an organization's pool. Deeds come from anywhere at any time; those
 * of an organization are decided one after the other, in the order in which they came, on the same
 * books.
 */
interface Deed<R> {

  /** Of which usage or reservations it is, so that the books know of them. */
  List<String> ids();

  /**
   * Decides, and changes the books.
   *
   * @throws io.orgplane.kit.problem.ProblemException when it is refused; the books are then as they
   *     were, but for what has to be told of the refusal
   */
  R decide(Books books);
}
