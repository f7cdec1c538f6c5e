package io.orgplane.byok.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The local master key, for one machine without AWS KMS. */
@ConfigMapping(prefix = "orgplane.master-key")
public interface MasterKeyConfig {

  /**
   * A file with 32 random bytes in Base64, readable by this service alone. Where the environment is
   * {@code local} it is made when it does not exist. Without AWS KMS it is needed; in production it
   * is refused.
   */
  Optional<Path> file();
}
