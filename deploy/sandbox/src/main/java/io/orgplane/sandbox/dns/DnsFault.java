package io.orgplane.sandbox.dns;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a name behaves beyond its records: an error code, no answer at all, or well again. */
public enum DnsFault {
  @JsonProperty("servfail")
  SERVFAIL,
  @JsonProperty("refused")
  REFUSED,
  @JsonProperty("silent")
  SILENT,
  @JsonProperty("none")
  NONE
}
