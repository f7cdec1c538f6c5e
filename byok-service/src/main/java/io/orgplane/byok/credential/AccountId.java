package io.orgplane.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An AWS account: twelve digits. */
@Schema(type = SchemaType.STRING, pattern = "^\\d{12}$")
public record AccountId(@JsonValue String value) {

  public AccountId {
    if (!value.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account id has twelve digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
