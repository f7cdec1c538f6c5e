package io.orgplane.membership.access;

/** One of the questions of a caller, on its way. */
record OpenQuestion(OpenQuestions all, int position, Concern about) {

  /**
   * @param asked on the monotonic clock, just before the database was
   */
  void answer(AccessFacts facts, long asked) {
    all.answer(position, facts, asked);
  }

  void fail(Throwable failure) {
    all.fail(failure);
  }
}
