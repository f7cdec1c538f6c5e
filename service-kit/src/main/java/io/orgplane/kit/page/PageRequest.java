package io.orgplane.kit.page;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page is wanted. Used as {@code @BeanParam @Valid}. */
public record PageRequest(
    @QueryParam("limit")
        @DefaultValue(PageLimit.USUAL)
        @Parameter(
            schema =
                @Schema(
                    type = SchemaType.INTEGER,
                    format = "int32",
                    minimum = "" + PageLimit.LEAST,
                    maximum = "" + PageLimit.MOST,
                    defaultValue = PageLimit.USUAL))
        PageLimit limit,
    @QueryParam("cursor") @Nullable String cursor) {

  /** The position to go on from, with a key of that many parts; empty for the first page. */
  public Optional<Cursor> after(int parts) {
    return Optional.ofNullable(cursor).map(text -> Cursor.decode(text, parts));
  }

  /** One more than is shown, to learn whether there is a next page. */
  public int fetch() {
    return limit.value() + 1;
  }
}
