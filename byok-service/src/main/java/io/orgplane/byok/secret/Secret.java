package io.orgplane.byok.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Text that must not be seen: however it is printed or written as JSON, it comes out as {@code
 * <redacted>}. Whoever really needs it says {@link #reveal()}, and those places can be counted.
 */
@Schema(type = SchemaType.STRING, format = "password", writeOnly = true)
public final class Secret {

  public static final String REDACTED = "<redacted>";

  private final String value;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret(String value) {
    this.value = value;
  }

  /** For configuration. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  public String reveal() {
    return value;
  }

  @Override
  @JsonValue
  public String toString() {
    return REDACTED;
  }
}
