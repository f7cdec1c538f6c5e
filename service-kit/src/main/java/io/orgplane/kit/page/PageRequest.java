package io.orgplane.kit.page;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which page is wanted. Used as {@code @BeanParam @Valid}. */
public record PageRequest(
    @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
    @QueryParam("cursor") @Nullable String cursor) {

  /** The position to go on from, with a key of that many parts; empty for the first page. */
  public Optional<Cursor> after(int parts) {
    return Optional.ofNullable(cursor).map(text -> Cursor.decode(text, parts));
  }

  /** One more than is shown, to learn whether there is a next page. */
  public int fetch() {
    return limit + 1;
  }
}
