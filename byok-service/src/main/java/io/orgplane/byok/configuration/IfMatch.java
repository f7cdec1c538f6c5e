package io.orgplane.byok.configuration;

import io.orgplane.kit.problem.CommonProblem.PreconditionFailed;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The {@code If-Match} header (RFC 9110, section 13.1.1): the version that a change is meant for.
 */
@Schema(type = SchemaType.STRING)
public record IfMatch(String value) {

  private static final String ANY = "*";

  /** For header parameters. */
  public static IfMatch fromString(String text) {
    return new IfMatch(text);
  }

  public static String etag(long version) {
    return "\"" + version + "\"";
  }

  public void require(long version) {
    boolean matches =
        value.strip().equals(ANY)
            || Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .anyMatch(etag(version)::equals);
    if (!matches) {
      throw new PreconditionFailed();
    }
  }
}
