package io.orgplane.kit;

import io.orgplane.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> rules() {
    return ArchitectureRules.of("io.orgplane.kit");
  }
}
