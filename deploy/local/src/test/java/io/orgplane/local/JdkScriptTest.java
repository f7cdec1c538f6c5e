package io.orgplane.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/lib/jdk.sh}, run by the shell with pretended JDKs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JdkScriptTest {
  @TempDir private Path folder;

  @Test
  void the_newest_of_all_that_are_found_is_taken() throws Exception {
    jdk("old", "17.0.15");
    jdk("home/.sdkman/candidates/java/a", "21.0.2");
    jdk("home/.sdkman/candidates/java/b", "22");

    assertThat(find("old", 21))
        .isEqualTo(folder.resolve("home/.sdkman/candidates/java/b").toString());
  }

  @Test
  void java_eight_counts_as_eight() throws Exception {
    jdk("eight", "1.8.0_402");

    assertThat(version("eight")).isEqualTo("8");
  }

  @Test
  void an_early_access_and_a_bare_number_are_understood() throws Exception {
    jdk("early", "26-ea");
    jdk("bare", "23");

    assertThat(version("early")).isEqualTo("26");
    assertThat(version("bare")).isEqualTo("23");
  }

  @Test
  void a_runtime_without_a_compiler_does_not_count() throws Exception {
    jdk("runtime", "25");
    Files.delete(folder.resolve("runtime/bin/javac"));

    assertThat(version("runtime")).isEmpty();
  }

  @Test
  void where_there_is_none_it_says_what_is_needed_and_what_was_seen() throws Exception {
    jdk("old", "17.0.15");

    assertThat(find("old", 9999))
        .contains("needs a JDK 9999 or newer")
        .contains("old (17)")
        .contains("exit 1");
  }

  @Test
  void a_folder_with_blanks_is_found() throws Exception {
    jdk("my java home", "999");

    assertThat(find("my java home", 21)).isEqualTo(folder.resolve("my java home").toString());
  }

  private void jdk(String name, String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Files.setPosixFilePermissions(
          Files.writeString(bin.resolve(program), "#!/bin/sh\n"),
          PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        bin.resolveSibling("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
  }

  private String version(String name) throws Exception {
    return shell("jdk_version '%s'".formatted(folder.resolve(name)), name);
  }

  /** Real JDKs of the machine are out of the way: only the pretended home is looked through. */
  private String find(String javaHome, int oldest) throws Exception {
    return shell(
        """
        real_candidates=$(jdk_candidates)
        jdk_candidates() { printf '%%s\\n' "$real_candidates" | grep "^%s"; }
        orgplane_oldest_java=%d
        ( find_jdk && printf '%%s' "$JAVA_HOME" ) || printf 'exit %%s' "$?"
        """
            .formatted(folder, oldest),
        javaHome);
  }

  private String shell(String commands, String javaHome) throws Exception {
    Path script = Repository.find().root().resolve("deploy/lib/jdk.sh");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", ". '%s'%n%s".formatted(script, commands))
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("JAVA_HOME", folder.resolve(javaHome).toString());
    Process shell = builder.start();
    return new String(
            shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }
}
