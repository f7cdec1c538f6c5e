package io.orgplane.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of contracts/ as they lie on the class path, in a jar or in a folder. */
final class ContractFiles {

  /** Numbers stay exact: credits have three places, and a double does not. */
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String ROOT = "contracts/";
  private static final String ANCHOR = ROOT + "events/common.schema.json";

  private ContractFiles() {}

  static @Nullable InputStream open(String path) {
    return ContractFiles.class.getClassLoader().getResourceAsStream(ROOT + path);
  }

  static boolean exists(String path) {
    return ContractFiles.class.getClassLoader().getResource(ROOT + path) != null;
  }

  static JsonNode json(String path) {
    try (InputStream in = open(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no contracts/" + path);
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) throws JsonProcessingException {
    return JSON.readTree(json);
  }

  /** Every file below a folder of contracts/, as paths from contracts/, sorted. */
  static List<String> list(String folder) {
    URL anchor = ContractFiles.class.getClassLoader().getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException("contracts are not on the class path");
    }
    try {
      URI uri = anchor.toURI();
      if ("jar".equals(uri.getScheme())) {
        URI jar = URI.create(uri.toString().substring(0, uri.toString().indexOf("!/")));
        Path archive = Path.of(URI.create(jar.getSchemeSpecificPart()));
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of())) {
          return below(files.getPath("/" + ROOT), folder);
        }
      }
      return below(Path.of(uri).resolve("../..").normalize(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> below(Path root, String folder) throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve(folder))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
