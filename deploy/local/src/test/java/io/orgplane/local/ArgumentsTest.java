package io.orgplane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArgumentsTest {

  @Test
  void nothing_asked_is_the_documented_stack_with_its_story() {
    Arguments arguments = read();

    assertThat(arguments.story()).isTrue();
    assertThat(arguments.storyOnly()).isFalse();
    assertThat(arguments.data()).isNull();
    assertThat(arguments.ports().of(Endpoint.FRONT_DOOR)).isEqualTo(8080);
    assertThat(arguments.ports().of(Endpoint.POSTGRES)).isEqualTo(5433);
    assertThat(arguments.ports().of(Endpoint.DNS)).isEqualTo(8053);
  }

  @Test
  void an_offset_moves_every_port_and_a_flag_moves_one() {
    Arguments arguments =
        read("--port-offset", "1000", "--kafka-port", "0", "--data", "d", "--no-story");

    assertThat(arguments.ports().of(Endpoint.FRONT_DOOR)).isEqualTo(9080);
    assertThat(arguments.ports().of(Endpoint.KAFKA)).isZero();
    assertThat(arguments.data()).isEqualTo(Path.of("d").toAbsolutePath());
    assertThat(arguments.story()).isFalse();
  }

  @Test
  void a_flag_wins_over_its_variable() {
    Map<String, String> variables =
        Map.of(
            "ORGPLANE_PORT_OFFSET",
            "10",
            "ORGPLANE_BYOK_PORT",
            "7000",
            "ORGPLANE_ORG_PORT",
            "7001");

    Arguments arguments =
        Arguments.read(List.of("--byok-port", "7002", "--port-offset", "20"), variables);

    assertThat(arguments.ports().of(Endpoint.BYOK)).isEqualTo(7002);
    assertThat(arguments.ports().of(Endpoint.ORG)).isEqualTo(7001);
    assertThat(arguments.ports().of(Endpoint.BILLING)).isEqualTo(8103);
  }

  @Test
  void what_cannot_be_meant_is_refused_in_words() {
    assertThatThrownBy(() -> read("--nostory"))
        .hasMessageContaining("does not know --nostory")
        .hasMessageContaining("--help");
    assertThatThrownBy(() -> read("--data")).hasMessageContaining("--data needs a value");
    assertThatThrownBy(() -> read("--data", "--no-story"))
        .hasMessageContaining("--data needs a value");
    assertThatThrownBy(() -> read("--port-offset", "ten"))
        .hasMessageContaining("needs a number, not ten");
    assertThatThrownBy(() -> read("--port-offset", "60000")).hasMessageContaining("not a port");
    assertThatThrownBy(() -> read("--org-port", "-1")).hasMessageContaining("not a port");
    assertThatThrownBy(() -> read("--no-story", "--story-only"))
        .hasMessageContaining("exclude each other");
  }

  @Test
  void the_help_page_tells_of_every_port() throws IOException {
    String page;
    try (InputStream content = Arguments.class.getResourceAsStream("help.txt")) {
      page = new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Endpoint endpoint : Endpoint.values()) {
      assertThat(page)
          .containsPattern(
              "%s N +%s +%d +"
                  .formatted(endpoint.flag(), endpoint.variable(), endpoint.usualPort()));
    }
  }

  @Test
  void settling_gives_each_free_port_a_number_of_its_own() {
    Ports settled = Ports.anyFree().with(Endpoint.ORG, 4711).settled();

    assertThat(settled.of(Endpoint.ORG)).isEqualTo(4711);
    assertThat(List.of(Endpoint.values()).stream().map(settled::of))
        .doesNotHaveDuplicates()
        .noneMatch(port -> port == 0);
  }

  private static Arguments read(String... words) {
    return Arguments.read(List.of(words), Map.of());
  }
}
