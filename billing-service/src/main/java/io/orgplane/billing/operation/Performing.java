package io.orgplane.billing.operation;

import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * How operations of one kind are performed. It may be called again for the same operation after a
 * crash or an answer that was lost, so it looks for the effect before it asks for it.
 */
public interface Performing {

  /** The kind that it performs. */
  String kind();

  /** Asks the provider. Nothing is written yet. */
  Uni<Done> perform(Operation operation);

  /**
   * What follows here when the provider will not do it, in the transaction that says so. What would
   * be asked for again by itself is put off here: behind that transaction somebody may have begun
   * it once more.
   */
  default Uni<Void> refused(Tx tx, Operation operation) {
    return Uni.createFrom().voidItem();
  }

  /**
   * The provider has done it.
   *
   * @param answer kept with the operation, for whoever asks again
   * @param effect what it changes here, in the transaction that ends the operation
   */
  record Done(JsonObject answer, Function<Tx, Uni<Void>> effect) {}
}
