package io.orgplane.org.auditlog;

/**
 * The part of a feed in which a filter's entries are.
 *
 * @param first position that can match
 * @param last position that can match
 * @param end the feed's last position when it was looked at; everything up to it is visible
 */
record Stretch(long first, long last, long end) {

  static final Stretch NOTHING = new Stretch(1, 0, 0);

  Stretch after(long position) {
    return new Stretch(Math.max(first, position + 1), last, end);
  }

  Stretch before(long position) {
    return new Stretch(first, Math.min(last, position - 1), end);
  }
}
