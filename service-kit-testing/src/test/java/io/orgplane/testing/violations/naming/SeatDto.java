package io.orgplane.testing.violations.naming;

record SeatDto(int seats) {}
