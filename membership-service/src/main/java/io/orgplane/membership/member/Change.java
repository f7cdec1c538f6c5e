package io.orgplane.membership.member;

import io.orgplane.kit.event.EventType;
import io.orgplane.membership.seat.Seats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, not yet written down.
 *
 * @param seats as they are afterwards; null when nothing changes
 * @param before the members that change, as they were
 * @param members the same, as they are afterwards, the one that it is about first
 */
record Change(
    @Nullable Seats seats, List<Member> before, List<Member> members, List<MemberEvent> events) {

  static Change none(Member subject) {
    return new Change(null, List.of(subject), List.of(subject), List.of());
  }

  /** By the name of what is told last, which says what the whole was for. */
  EventType action() {
    return EventType.of(events.getLast().getClass());
  }

  Member subject() {
    return members.getFirst();
  }
}
