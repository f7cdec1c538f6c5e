package io.orgplane.byok.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The local master key, for one machine without AWS KMS. */
@ConfigMapping(prefix = "orgplane.master-key")
public interface MasterKeyConfig {

  /**
   * A file with 32 random bytes in Base64 a line, readable by this service alone. The last line is
   * the key that wraps; those before it only open what they have wrapped, until all of it is
   * wrapped anew. Where the environment is {@code local} it is made when it does not exist. Without
   * AWS KMS it is needed, and refused in production; with KMS it only opens.
   */
  Optional<Path> file();
}
