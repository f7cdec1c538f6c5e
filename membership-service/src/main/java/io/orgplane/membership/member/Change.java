package io.orgplane.membership.member;

import io.orgplane.membership.seat.Seats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, not yet written down.
 *
 * @param seats as they are afterwards; null when nothing changes
 * @param members as they are afterwards, the one that it is about first
 */
record Change(@Nullable Seats seats, List<Member> members, List<MemberEvent> events) {

  static Change none(Member subject) {
    return new Change(null, List.of(subject), List.of());
  }

  Member subject() {
    return members.getFirst();
  }
}
