package io.orgplane.byok.configuration;

import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.secret.SecretRef;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A configuration as a row of its table, there and back. */
final class ConfigurationRow {

  private ConfigurationRow() {}

  static Configuration read(Row row) {
    Status status = Status.of(row.getString("state"));
    return new Configuration(
        Rows.organization(row),
        row.getLong("version"),
        row.getLong("generation"),
        status,
        status.holdsSettings() ? settings(row) : null);
  }

  /** The parameters of an update: the organization, the versions, the status, the settings. */
  static @Nullable Object[] write(Configuration configuration) {
    Settings settings = configuration.held();
    SecretRef secret = settings == null ? null : settings.secret();
    return new @Nullable Object[] {
      configuration.organization(),
      configuration.version(),
      configuration.generation(),
      configuration.stored(),
      settings == null ? null : settings.kind(),
      settings == null ? null : settings.target().region(),
      settings == null ? null : settings.target().profile(),
      settings == null ? null : text(settings.account()),
      settings == null ? null : settings.maskedKeyId(),
      settings == null ? null : text(settings.role()),
      settings == null ? null : settings.expiresAt(),
      secret == null ? null : secret.id(),
      secret == null ? null : secret.version()
    };
  }

  private static Settings settings(Row row) {
    return new Settings(
        CredentialKind.of(row.getString("kind")),
        new Target(
            row.getString("region"), InferenceProfile.of(row.getString("inference_profile"))),
        read(row.getString("account_id"), AccountId::new),
        row.getString("masked_key_id"),
        read(row.getString("role_arn"), RoleArn::new),
        Rows.instantOrNull(row, "expires_at"),
        secret(row, Rows.organization(row)));
  }

  private static @Nullable SecretRef secret(Row row, OrganizationId organization) {
    UUID id = row.getUUID("secret_id");
    return id == null ? null : new SecretRef(organization, id, row.getLong("secret_version"));
  }

  private static <T> @Nullable T read(@Nullable String text, Function<String, T> type) {
    return text == null ? null : type.apply(text);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
