package io.orgplane.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person asked {@code deploy/up} for, on the command line or by environment variables. */
record Arguments(boolean help, boolean story, boolean storyOnly, @Nullable Path data, Ports ports) {
  private static final class Reading {
    private final Map<String, String> environment;
    private int offset;
    private boolean help;
    private boolean story = true;
    private boolean storyOnly;
    private @Nullable Path data;
    private final Map<Endpoint, Integer> moved = new EnumMap<>(Endpoint.class);

    Reading(Map<String, String> environment) {
      this.environment = environment;
      this.offset = fromVariable("ORGPLANE_PORT_OFFSET", 0);
      for (Endpoint endpoint : Endpoint.values()) {
        if (environment.containsKey(endpoint.variable())) {
          moved.put(endpoint, fromVariable(endpoint.variable(), 0));
        }
      }
    }

    Arguments read(List<String> words) {
      Deque<String> left = new ArrayDeque<>(words);
      while (!left.isEmpty()) {
        String word = left.pop();
        switch (word) {
          case "--help", "-h" -> help = true;
          case "--no-story" -> story = false;
          case "--story-only" -> storyOnly = true;
          case "--data" -> data = Path.of(value(word, left)).toAbsolutePath().normalize();
          case "--port-offset" -> offset = number(word, value(word, left));
          default -> moved.put(endpoint(word), number(word, value(word, left)));
        }
      }
      if (storyOnly && !story) {
        throw new StackFailure("--no-story and --story-only exclude each other");
      }
      return new Arguments(help, story, storyOnly, data, ports());
    }

    private Ports ports() {
      Ports ports = Ports.usualWithOffset(offset);
      for (Map.Entry<Endpoint, Integer> move : moved.entrySet()) {
        ports = ports.with(move.getKey(), move.getValue());
      }
      return ports;
    }

    private int fromVariable(String name, int otherwise) {
      String value = environment.getOrDefault(name, "");
      return value.isBlank() ? otherwise : number(name, value);
    }
  }

  static Arguments read(List<String> words, Map<String, String> environment) {
    return new Reading(environment).read(words);
  }

  private static Endpoint endpoint(String flag) {
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.flag().equals(flag)) {
        return endpoint;
      }
    }
    throw new StackFailure(
        "deploy/up does not know %s; --help lists what it knows".formatted(flag));
  }

  private static String value(String flag, Deque<String> left) {
    String value = left.poll();
    if (value == null || value.startsWith("--")) {
      throw new StackFailure(flag + " needs a value");
    }
    return value;
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new StackFailure("%s needs a number, not %s".formatted(name, value), e);
    }
  }
}
