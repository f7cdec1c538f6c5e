package io.orgplane.byok.aws;

import io.orgplane.byok.secret.KeyWrapper;
import io.orgplane.byok.secret.LocalMasterKey;
import io.orgplane.byok.secret.MasterKeyConfig;
import io.orgplane.byok.secret.MasterKeys;
import io.orgplane.kit.production.EnvironmentConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** Which master key this installation has: KMS's, or the one in a local file. */
final class MasterKey {

  @Produces
  @Singleton
  @Startup
  KeyWrapper masterKey(
      AwsConfig config,
      AwsClients clients,
      AwsCalls calls,
      MasterKeyConfig local,
      EnvironmentConfig environment) {
    Optional<KeyWrapper> kms =
        config.kmsKeyId().map(key -> new KmsKeyWrapper(clients, calls, config, key));
    if (kms.isPresent() && local.file().isEmpty()) {
      return kms.get();
    }
    LocalMasterKey own = LocalMasterKey.of(file(local), !environment.isProduction());
    return kms.<KeyWrapper>map(present -> new MasterKeys(present, own)).orElse(own);
  }

  private static Path file(MasterKeyConfig local) {
    return local
        .file()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "set orgplane.aws.kms-key-id, or orgplane.master-key.file on one machine"));
  }
}
