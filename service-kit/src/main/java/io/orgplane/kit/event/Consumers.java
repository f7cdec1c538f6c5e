package io.orgplane.kit.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orgplane.kit.event.EventConsumer.Effect;
import io.orgplane.kit.event.EventConsumer.Listening;
import io.orgplane.kit.tx.Tx;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which consumers this service has, and what each does with an event. */
@ApplicationScoped
class Consumers {

  private final Map<String, Map<EventType, Reaction<?>>> byName = new TreeMap<>();

  Consumers(@All List<EventConsumer> consumers, ObjectMapper json) {
    ObjectMapper tolerant = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    consumers.forEach(consumer -> byName.put(consumer.name(), listen(consumer, tolerant)));
  }

  /** Those that want it; all of them when it does not say what it is. */
  List<String> interestedIn(@Nullable EventType type) {
    return byName.entrySet().stream()
        .filter(consumer -> type == null || consumer.getValue().containsKey(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  Uni<Void> apply(String consumer, Tx tx, Received<byte[]> event) {
    Reaction<?> reaction = byName.getOrDefault(consumer, Map.of()).get(event.type());
    return reaction == null ? Uni.createFrom().voidItem() : reaction.apply(tx, event);
  }

  private static Map<EventType, Reaction<?>> listen(EventConsumer consumer, ObjectMapper json) {
    Map<EventType, Reaction<?>> reactions = new HashMap<>();
    consumer.listen(
        new Listening() {
          @Override
          public <E> Listening event(Class<E> type, Effect<E> effect) {
            reactions.put(EventType.of(type), new Reaction<E>(json.readerFor(type), effect));
            return this;
          }
        });
    return reactions;
  }

  private record Reaction<E>(ObjectReader reader, Effect<E> effect) {

    Uni<Void> apply(Tx tx, Received<byte[]> event) {
      return effect.apply(tx, event.as(read(event)));
    }

    private E read(Received<byte[]> event) {
      try {
        return reader.readValue(event.payload());
      } catch (IOException malformed) {
        throw new UnreadableEvent("its payload is not a " + event.type());
      }
    }
  }
}
