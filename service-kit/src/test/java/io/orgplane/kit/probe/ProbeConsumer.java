package io.orgplane.kit.probe;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Notes what it applied, and cannot apply an event whose name says so until the trouble is over.
 */
@ApplicationScoped
public class ProbeConsumer implements EventConsumer {

  public static final String TROUBLE = "trouble";
  private static volatile boolean troubled = true;

  public static void troubled(boolean now) {
    troubled = now;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationUpdated.class, this::apply);
  }

  private Uni<Void> apply(Tx tx, Received<OrganizationUpdated> event) {
    if (troubled && event.payload().name().equals(TROUBLE)) {
      return Uni.createFrom().failure(new IllegalStateException("in trouble"));
    }
    return tx.execute(
            "INSERT INTO applied (organization_id, version) VALUES ($1, $2)",
            event.organization(),
            event.payload().version())
        .replaceWithVoid();
  }
}
