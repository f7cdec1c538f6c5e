package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <a href="https://docs.stripe.com/search">Stripe's search</a> as far as equality joined by AND
 * goes: {@code email:'a@b.c' AND metadata['organization']:'…'}. Unlike Stripe's, it sees what was
 * written a moment ago.
 */
public final class Search {
  public static final Params PARAMS =
      Params.of(Param.string("query").asRequired(), Param.integer("limit"), Param.string("page"));
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\s*(?:metadata\\[(['\"])(?<key>.+?)\\1]|(?<field>\\w+))\\s*:\\s*(['\"])(?<value>.*?)\\4\\s*");

  private Search() {}

  public static <T extends Resource> JsonObject in(
      String url, Collection<T> all, Arguments args, String... searchable) {
    List<Predicate<JsonObject>> clauses = parse(args.require("query"), Set.of(searchable));
    List<T> found =
        all.newestFirst(item -> clauses.stream().allMatch(clause -> clause.test(item.json())));
    int from = page(args);
    int to = Math.min(found.size(), from + Page.limit(args));
    var data = new JsonArray();
    found.subList(Math.min(from, to), to).forEach(item -> data.add(item.json()));
    boolean more = to < found.size();
    return new JsonObject()
        .put("object", "search_result")
        .put("data", data)
        .put("has_more", more)
        .put("next_page", more ? String.valueOf(to) : null)
        .put("url", url);
  }

  private static int page(Arguments args) {
    String page = args.string("page", "0");
    if (!page.matches("\\d{1,9}")) {
      throw ApiError.invalid("Invalid page: " + page, "page");
    }
    return Integer.parseInt(page);
  }

  private static List<Predicate<JsonObject>> parse(String query, Set<String> searchable) {
    List<Predicate<JsonObject>> clauses = new ArrayList<>();
    for (String clause : query.split("\\s+(?i:and)\\s+", -1)) {
      Matcher matcher = CLAUSE.matcher(clause);
      if (!matcher.matches()) {
        throw ApiError.invalid("The search query could not be understood at: " + clause, "query");
      }
      clauses.add(
          clause(matcher.group("key"), matcher.group("field"), matcher.group("value"), searchable));
    }
    return clauses;
  }

  private static Predicate<JsonObject> clause(
      String key, String field, String value, Set<String> searchable) {
    if (key != null) {
      return json -> value.equals(json.getJsonObject("metadata").getString(key));
    }
    if (!searchable.contains(field)) {
      throw ApiError.invalid(
          "The field '" + field + "' cannot be searched by equality here.", "query");
    }
    return json -> value.equals(String.valueOf(json.getValue(field)));
  }
}
