package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.State;
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

  static final String DRAFT = "draft";
  private static final String ACTIVE = "active";
  private static final String SUSPENDED = "suspended";
  private static final String REVOKED = "revoked";

  private ConfigurationRow() {}

  static Configuration read(Row row) {
    return new Configuration(Rows.organization(row), row.getLong("version"), state(row));
  }

  /** The parameters of an update: the organization, the version, the state and its settings. */
  static @Nullable Object[] write(Configuration configuration) {
    Settings settings = configuration.settings().orElse(null);
    SecretRef secret = settings == null ? null : settings.secret();
    return new @Nullable Object[] {
      configuration.organization(),
      configuration.version(),
      name(configuration.state()),
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

  private static String name(State state) {
    return switch (state) {
      case State.Draft draft -> DRAFT;
      case State.Active active -> ACTIVE;
      case State.Suspended suspended -> SUSPENDED;
      case State.Revoked revoked -> REVOKED;
    };
  }

  private static State state(Row row) {
    String name = row.getString("state");
    return switch (name) {
      case DRAFT -> new State.Draft();
      case ACTIVE -> new State.Active(settings(row));
      case SUSPENDED -> new State.Suspended(settings(row));
      case REVOKED -> new State.Revoked();
      default -> throw new IllegalStateException("no state of a configuration: " + name);
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
