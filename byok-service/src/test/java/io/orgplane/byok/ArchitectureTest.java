package io.orgplane.byok;

import io.orgplane.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> the_rules_of_the_house_hold() {
    return ArchitectureRules.of("io.orgplane.byok");
  }
}
