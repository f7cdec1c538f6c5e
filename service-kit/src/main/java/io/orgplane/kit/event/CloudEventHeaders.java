package io.orgplane.kit.event;

/**
 * Header names of CloudEvents 1.0 in Kafka's binary content mode (Kafka protocol binding 1.0.2,
 * §3.2).
 */
final class CloudEventHeaders {

  static final String SPEC_VERSION = "ce_specversion";
  static final String ID = "ce_id";
  static final String SOURCE = "ce_source";
  static final String TYPE = "ce_type";
  static final String TIME = "ce_time";
  static final String CONTENT_TYPE = "content-type";

  static final String VERSION_1 = "1.0";
  static final String JSON = "application/json";

  private CloudEventHeaders() {}
}
