package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmWideTest {

  @Test
  void a_class_loader_that_comes_and_goes_finds_the_parts_of_the_others() throws Exception {
    String inside;
    try (URLClassLoader shortLived =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      inside = asSeenBy(shortLived);
    }

    assertThat(inside)
        .isEqualTo(asSeenBy(JvmWideTest.class.getClassLoader()))
        .contains(SharedKafka.bootstrapServers())
        .contains(TokenIssuer.shared().url());
    assertThat(Database.of("postgres").single("SELECT 1 AS one")).containsEntry("one", 1);
  }

  private static String asSeenBy(ClassLoader loader) throws Exception {
    List<Object> seen = new ArrayList<>();
    seen.add(
        loader.loadClass(SharedKafka.class.getName()).getMethod("bootstrapServers").invoke(null));
    seen.add(loader.loadClass(SharedPostgres.class.getName()).getMethod("port").invoke(null));
    seen.add(loader.loadClass(SuiteClock.class.getName()).getMethod("file").invoke(null));
    Class<?> issuer = loader.loadClass(TokenIssuer.class.getName());
    seen.add(issuer.getMethod("url").invoke(issuer.getMethod("shared").invoke(null)));
    return seen.toString();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
