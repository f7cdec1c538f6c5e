package io.orgplane.local.part;

import io.orgplane.local.door.Destination;
import io.orgplane.local.door.FrontDoor;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The front door, in the launcher's own process. */
public final class FrontDoorPart implements Part {
  private final int port;
  private final Map<Destination, Integer> services;
  private @Nullable FrontDoor door;

  public FrontDoorPart(int port, Map<Destination, Integer> services) {
    this.port = port;
    this.services = services;
  }

  @Override
  public String name() {
    return "front door";
  }

  @Override
  public String where() {
    return "http://localhost:" + port;
  }

  @Override
  public void start() {
    door = FrontDoor.open(port, services);
  }

  @Override
  public void stop(Duration patience) {
    if (door != null) {
      door.close();
      door = null;
    }
  }

  @Override
  public OptionalLong memory() {
    return OptionalLong.empty();
  }
}
