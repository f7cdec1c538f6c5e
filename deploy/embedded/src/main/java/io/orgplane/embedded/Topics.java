package io.orgplane.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of the suite. Brokers here do not create topics on first use, so a misspelt name is an
 * error at once.
 */
public final class Topics {
  public static final String ORGANIZATION_EVENTS = "organization-events";
  public static final String MEMBERSHIP_EVENTS = "membership-events";
  public static final String BILLING_EVENTS = "billing-events";
  public static final String BYOK_EVENTS = "byok-events";
  public static final String USAGE_EVENTS = "usage-events";

  public static final List<String> ALL =
      List.of(ORGANIZATION_EVENTS, MEMBERSHIP_EVENTS, BILLING_EVENTS, BYOK_EVENTS, USAGE_EVENTS);

  private Topics() {}

  /**
   * Every topic of the suite with this many partitions, as {@link KafkaBroker#createTopics} takes
   * it.
   */
  public static Map<String, Integer> all(int partitions) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    ALL.forEach(topic -> wanted.put(topic, partitions));
    return wanted;
  }
}
