package io.orgplane.testing.violations.unmarked;

class Unmarked {}
