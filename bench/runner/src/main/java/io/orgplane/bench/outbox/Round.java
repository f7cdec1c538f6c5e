package io.orgplane.bench.outbox;

/**
 * One round of the service under load, as it wrote it down.
 *
 * @param clients at once
 * @param outbox whether every transaction told of its change
 * @param untold events that were still in the outbox when the load ended
 * @param drainMillis until they had left it
 */
record Round(
    int clients, boolean outbox, long transactions, double seconds, long untold, long drainMillis) {

  /** From a line such as {@code 8,with,2101,2.003,3,11}. */
  static Round parse(String line) {
    String[] cells = line.split(",", -1);
    return new Round(
        Integer.parseInt(cells[0]),
        cells[1].equals("with"),
        Long.parseLong(cells[2]),
        Double.parseDouble(cells[3]),
        Long.parseLong(cells[4]),
        Long.parseLong(cells[5]));
  }

  double rate() {
    return transactions / seconds;
  }
}
