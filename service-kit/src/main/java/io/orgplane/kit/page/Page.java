package io.orgplane.kit.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque; hand it back to go on; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * From one row more than was asked for: that row says that there is a next page.
   *
   * @param position of the last item that is shown, from which the next page goes on
   */
  public static <T> Page<T> of(List<T> found, PageRequest request, Function<T, Cursor> position) {
    if (found.size() <= request.limit().value()) {
      return new Page<>(found, null);
    }
    List<T> shown = found.subList(0, request.limit().value());
    return new Page<>(shown, position.apply(shown.getLast()).encoded());
  }

  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
