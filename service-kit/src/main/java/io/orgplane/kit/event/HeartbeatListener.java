package io.orgplane.kit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Tells the projection of heartbeats; one that cannot be read counts as not received. */
@ApplicationScoped
class HeartbeatListener {

  private static final Logger LOG = Logger.getLogger(HeartbeatListener.class);

  private final ObjectMapper json;
  private final Event<HeartbeatReceived> received;

  HeartbeatListener(ObjectMapper json, Event<HeartbeatReceived> received) {
    this.json = json;
    this.received = received;
  }

  void beat(IncomingRecord incoming) {
    try {
      JsonNode heartbeat = json.readTree(incoming.payload());
      Instant at = Instant.parse(heartbeat.path("at").asText());
      received.fire(new HeartbeatReceived(incoming.partition(), at));
    } catch (IOException | DateTimeException | IllegalArgumentException malformed) {
      LOG.warnf("A heartbeat cannot be read: %s", incoming.describe());
    }
  }
}
