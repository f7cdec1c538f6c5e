package io.orgplane.membership.member;

import io.orgplane.membership.member.MemberEvent.MemberRemoved;
import io.orgplane.membership.seat.Seats;

/** Somebody leaves: what was decided, not yet written down. */
record Departure(Seats seats, Member member, MemberRemoved event) {}
