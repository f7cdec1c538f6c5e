package io.orgplane.sandbox.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The mails kept, newest first; the oldest make room, so that a long-running stack stays small. */
final class Mails {
  private static final int KEPT = 10_000;

  private final Deque<Mail> newestFirst = new ArrayDeque<>();

  synchronized void add(Mail mail) {
    newestFirst.addFirst(mail);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  synchronized List<Mail> to(@Nullable String address, int limit) {
    var wanted = address == null ? null : address.strip().toLowerCase(Locale.ROOT);
    return newestFirst.stream()
        .filter(mail -> wanted == null || mail.to().equals(wanted))
        .limit(limit)
        .toList();
  }

  synchronized void clear() {
    newestFirst.clear();
  }
}
