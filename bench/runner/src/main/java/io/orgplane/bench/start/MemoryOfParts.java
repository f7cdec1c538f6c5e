package io.orgplane.bench.start;

import io.orgplane.local.LocalStack;
import io.orgplane.local.SuiteService;
import io.orgplane.local.part.Memory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What each process of the stack holds, by the name of its part. */
final class MemoryOfParts {

  private static final String POSTGRES = "PostgreSQL";
  private static final String KEYCLOAK = "Keycloak";

  private MemoryOfParts() {}

  /**
   * In bytes. Kafka, the sandbox and the front door live in this process and are not told apart.
   */
  static Map<String, Long> of(LocalStack stack) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    Memory.of(stack.postgres().pid()).ifPresent(held -> bytes.put(POSTGRES, held));
    for (SuiteService service : SuiteService.values()) {
      stack.service(service).memory().ifPresent(held -> bytes.put(service.module(), held));
    }
    keycloak().ifPresent(held -> bytes.put(KEYCLOAK, held));
    return bytes;
  }

  static long ofThisProcess() {
    return Memory.ofProcess(ProcessHandle.current().pid());
  }

  /** Found by its command line. */
  private static OptionalLong keycloak() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("keycloak"))
        .mapToLong(ProcessHandle::pid)
        .boxed()
        .findFirst()
        .map(Memory::of)
        .orElse(OptionalLong.empty());
  }
}
