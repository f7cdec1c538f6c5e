package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.stripe.com/api/pagination">Cursor paging</a> over a list that is newest
 * first.
 */
public final class Page {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST = 100;

  private Page() {}

  public static JsonObject of(String url, List<? extends Resource> all, Arguments args) {
    args.refuseTogether("starting_after", "ending_before");
    List<? extends Resource> matching =
        all.stream().filter(item -> within(item.created(), args.hash("created"))).toList();
    int limit = limit(args);
    String before = args.string("ending_before");
    if (before != null) {
      int to = position(matching, before, "ending_before");
      int from = Math.max(0, to - limit);
      return list(url, matching.subList(from, to), from > 0);
    }
    String after = args.string("starting_after");
    int from = after == null ? 0 : position(matching, after, "starting_after") + 1;
    int to = Math.min(matching.size(), from + limit);
    return list(url, matching.subList(from, to), to < matching.size());
  }

  /** A list inside another object, or one that is short by nature: everything at once. */
  public static JsonObject whole(String url, List<? extends Resource> all) {
    return list(url, all, false);
  }

  static int limit(Arguments args) {
    long limit = args.integer("limit", DEFAULT_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw ApiError.invalid(
          "parameter_invalid_integer", "The limit is a number from 1 to " + MOST + ".", "limit");
    }
    return (int) limit;
  }

  public static boolean within(@Nullable Long second, Arguments range) {
    if (second == null) {
      return false;
    }
    return second > range.integer("gt", Long.MIN_VALUE)
        && second >= range.integer("gte", Long.MIN_VALUE)
        && second < range.integer("lt", Long.MAX_VALUE)
        && second <= range.integer("lte", Long.MAX_VALUE);
  }

  private static JsonObject list(String url, List<? extends Resource> items, boolean more) {
    var data = new JsonArray();
    items.forEach(item -> data.add(item.json()));
    return new JsonObject()
        .put("object", "list")
        .put("data", data)
        .put("has_more", more)
        .put("url", url);
  }

  private static int position(List<? extends Resource> all, String id, String param) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return i;
      }
    }
    throw ApiError.noSuch("object", id, param);
  }
}
