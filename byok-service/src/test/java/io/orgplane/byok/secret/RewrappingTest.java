package io.orgplane.byok.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.byok.ByokTest;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.testing.Database;
import io.orgplane.testing.Seed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** From the local master key to KMS, while secrets are opened and replaced. */
@ByokTest
class RewrappingTest {

  private static final int SECRETS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Rewrapping rewrapping = bean(Rewrapping.class);
  private final Envelope present = bean(Envelope.class);
  private final SealedSecrets secrets = bean(SealedSecrets.class);
  private final Transactions transactions = bean(Transactions.class);
  private final KeyWrapper masterKey = bean(KeyWrapper.class);
  private final Envelope past = new Envelope(LocalMasterKey.of(localKey(), false));

  @Test
  void two_replicas_wrap_everything_anew_while_secrets_are_opened_and_replaced() {
    List<SecretRef> refs = new ArrayList<>();
    for (int i = 0; i < SECRETS; i++) {
      refs.add(stored(past));
    }
    Random random = Seed.random("rewrapping");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> opening =
        CompletableFuture.supplyAsync(() -> openUntil(over, List.copyOf(refs), random));

    CompletableFuture<Void> one = rewrapping.pass().subscribeAsCompletionStage();
    CompletableFuture<Void> other = rewrapping.pass().subscribeAsCompletionStage();
    for (int i = 0; i < SECRETS; i += 10) {
      replace(refs.get(i));
    }
    one.join();
    other.join();
    over.set(true);

    assertThat(opening.join()).as("opened meanwhile").isPositive();
    assertThat(underOlderKey()).isZero();
    refs.forEach(ref -> assertThat(opened(ref)).isEqualTo(plaintextOf(ref)));
  }

  @Test
  void a_pass_that_was_broken_off_is_gone_on_with_and_one_that_does_not_open_holds_up_nobody() {
    SecretRef first = stored(past);
    SecretRef broken = stored(past);
    SecretRef last = stored(past);
    Database.of("byok")
        .update(
            "UPDATE sealed_secrets SET wrapped_key = '\\x00' WHERE organization_id = ?",
            broken.organization().value());

    await(rewrapping.pass());
    SecretRef later = stored(past);
    await(rewrapping.pass());

    for (SecretRef ref : List.of(first, last, later)) {
      assertThat(keyIdOf(ref)).isEqualTo(await(masterKey.newest()));
      assertThat(opened(ref)).isEqualTo(plaintextOf(ref));
    }
    assertThat(keyIdOf(broken)).startsWith("local:");
    Database.of("byok")
        .update(
            "DELETE FROM sealed_secrets WHERE organization_id = ?", broken.organization().value());
  }

  @Test
  void what_was_wrapped_anew_is_bound_to_its_secret_as_before() {
    SecretRef ref = stored(past);
    SecretRef other = stored(past);
    await(rewrapping.pass());

    Database.of("byok")
        .update(
            """
            UPDATE sealed_secrets mine SET wrapped_key = theirs.wrapped_key,
              nonce = theirs.nonce, ciphertext = theirs.ciphertext
            FROM sealed_secrets theirs
            WHERE mine.organization_id = ? AND theirs.organization_id = ?
            """,
            ref.organization().value(),
            other.organization().value());

    assertThatThrownBy(() -> opened(ref)).isInstanceOf(SecretUnreadable.class);
    Database.of("byok")
        .update("DELETE FROM sealed_secrets WHERE organization_id = ?", ref.organization().value());
  }

  private int openUntil(AtomicBoolean over, List<SecretRef> refs, Random random) {
    int opened = 0;
    while (!over.get()) {
      SecretRef ref = refs.get(random.nextInt(refs.size()));
      assertThat(opened(ref)).isEqualTo(plaintextOf(ref));
      opened++;
    }
    return opened;
  }

  private SecretRef stored(Envelope under) {
    SecretRef ref = new SecretRef(OrganizationId.next(), Ids.next(), 1);
    SealedSecret sealed = await(under.seal(ref, plaintextOf(ref)));
    await(transactions.in(ref.organization(), tx -> secrets.add(tx, sealed)));
    return ref;
  }

  /** As a rotation of credentials does: the row gives way to another one. */
  private void replace(SecretRef ref) {
    SealedSecret sealed = await(present.seal(ref, plaintextOf(ref)));
    await(
        transactions.in(
            ref.organization(),
            tx -> secrets.destroyAll(tx, ref.organization()).chain(() -> secrets.add(tx, sealed))));
  }

  private byte[] opened(SecretRef ref) {
    return await(find(ref).chain(present::open));
  }

  private Uni<SealedSecret> find(SecretRef ref) {
    return transactions
        .in(ref.organization(), tx -> secrets.find(tx, ref))
        .map(found -> found.orElseThrow());
  }

  private long underOlderKey() {
    return Database.of("byok").count("sealed_secrets WHERE key_id <> ?", await(masterKey.newest()));
  }

  private static String keyIdOf(SecretRef ref) {
    return String.valueOf(
        Database.of("byok")
            .single(
                "SELECT key_id FROM sealed_secrets WHERE organization_id = ?",
                ref.organization().value())
            .get("key_id"));
  }

  private static byte[] plaintextOf(SecretRef ref) {
    return ("secret " + ref.id()).getBytes(StandardCharsets.UTF_8);
  }

  private static Path localKey() {
    return Path.of(ConfigProvider.getConfig().getValue("orgplane.master-key.file", String.class));
  }

  private static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
