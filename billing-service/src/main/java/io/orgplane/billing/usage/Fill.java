package io.orgplane.billing.usage;

/** How full it is what is written together: as many deeds and records as is set, or any first. */
final class Fill {

  private final CombinerConfig config;
  private int deeds;
  private int records;

  Fill(CombinerConfig config) {
    this.config = config;
  }

  /** Whether these go with what is there; if so, they are there now. */
  boolean takes(int moreDeeds, int moreRecords) {
    boolean fits =
        deeds == 0
            || (deeds + moreDeeds <= config.most()
                && records + moreRecords <= config.mostRecords());
    if (fits) {
      deeds += moreDeeds;
      records += moreRecords;
    }
    return fits;
  }
}
