package io.orgplane.local.part;

import java.nio.file.Path;

/** The JVM that this process runs on is the one for its children. */
final class JavaProgram {
  private JavaProgram() {}

  static String path() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
