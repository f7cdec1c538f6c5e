package io.orgplane.sandbox.aws.kms;

import io.orgplane.sandbox.aws.iam.AccountId;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The keys of all accounts and regions, found by id, ARN or alias. */
final class KmsKeys {
  private static final int KEY_BITS = 256;
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws:kms:([a-z0-9-]+):(\\d{12}):(key/[0-9a-f-]{36}|alias/[\\w/-]+)");
  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private record Alias(AccountId account, String region, String name) {}

  private final Clock clock;
  private final Map<UUID, KmsKey> keys = new HashMap<>();
  private final Map<Alias, UUID> aliases = new HashMap<>();

  KmsKeys(Clock clock) {
    this.clock = clock;
  }

  synchronized KmsKey create(AccountId account, String region, String description) {
    var now = clock.instant();
    var key =
        new KmsKey(
            UUID.randomUUID(),
            account,
            region,
            description,
            material(),
            now,
            KmsKey.State.ENABLED,
            null);
    keys.put(key.id(), key);
    return key;
  }

  synchronized void name(String alias, KmsKey key) {
    aliases.put(new Alias(key.account(), key.region(), alias), key.id());
  }

  synchronized boolean isNamed(AccountId account, String region, String alias) {
    return aliases.containsKey(new Alias(account, region, alias));
  }

  synchronized KmsKey change(KmsKey key, KmsKey.State state, @Nullable Duration untilDeletion) {
    var deletion = untilDeletion == null ? null : clock.instant().plus(untilDeletion);
    var changed = key.in(state, deletion);
    keys.put(key.id(), changed);
    return changed;
  }

  /** As a ciphertext names its key; one whose waiting period is over is destroyed. */
  synchronized Optional<KmsKey> find(UUID id) {
    return Optional.ofNullable(keys.get(id)).filter(key -> !destroyed(key));
  }

  /**
   * As a caller in {@code account} and {@code region} names a key.
   *
   * @throws io.orgplane.sandbox.aws.http.AwsProblem when there is none by that name
   */
  synchronized KmsKey require(AccountId account, String region, String name) {
    var arn = KEY_ARN.matcher(name);
    if (arn.matches()) {
      if (!arn.group(1).equals(region)) {
        throw KmsProblems.notFound("Invalid arn " + arn.group(1));
      }
      return local(new AccountId(arn.group(2)), region, arn.group(3).replaceFirst("^key/", ""));
    }
    if (name.startsWith("arn:")) {
      throw KmsProblems.notFound("Invalid arn " + name);
    }
    return local(account, region, name);
  }

  private KmsKey local(AccountId account, String region, String name) {
    if (!KEY_ID.matcher(name).matches() && !name.startsWith("alias/")) {
      throw KmsProblems.notFound("Invalid keyId '" + name + "'");
    }
    var id =
        name.startsWith("alias/")
            ? aliases.get(new Alias(account, region, name))
            : UUID.fromString(name);
    var kind = name.startsWith("alias/") ? "Alias " : "Key ";
    var path = name.startsWith("alias/") ? name : "key/" + name;
    return Optional.ofNullable(id)
        .flatMap(this::find)
        .filter(key -> key.account().equals(account) && key.region().equals(region))
        .orElseThrow(
            () ->
                KmsProblems.notFound(
                    kind
                        + "'arn:aws:kms:"
                        + region
                        + ":"
                        + account
                        + ":"
                        + path
                        + "' does not exist"));
  }

  private boolean destroyed(KmsKey key) {
    Instant deletion = key.deletionAt();
    return deletion != null && !clock.instant().isBefore(deletion);
  }

  private static SecretKey material() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(KEY_BITS);
      return generator.generateKey();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
