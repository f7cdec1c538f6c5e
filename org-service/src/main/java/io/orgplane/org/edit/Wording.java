package io.orgplane.org.edit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A name and a description together, as the audit feed compares them. */
public record Wording(Name name, Description description) {

  /** The fields in which this one differs from the other, with this one's values. */
  public Map<String, Object> where(Wording other) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!name.equals(other.name)) {
      fields.put("name", name);
    }
    if (!description.equals(other.description)) {
      fields.put("description", description);
    }
    return fields;
  }
}
