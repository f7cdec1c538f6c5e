package io.orgplane.sandbox.stripe.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All objects of one type, in the order in which they were made. */
public class Collection<T extends Resource> {
  private final String name;
  private final Map<String, T> byId = new LinkedHashMap<>();

  /**
   * @param name what Stripe calls the type in its refusals: "No such customer"
   */
  public Collection(String name) {
    this.name = name;
  }

  public void add(T resource) {
    byId.put(resource.id(), resource);
  }

  public Optional<T> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** It was never there, as far as the API can tell. */
  protected void forget(T resource) {
    byId.remove(resource.id());
  }

  /** By the id in the URL. */
  public T get(String id) {
    return find(id).orElseThrow(() -> ApiError.notFound(name, id));
  }

  /** By an id that was given as a parameter. */
  public T require(String id, String param) {
    return find(id).orElseThrow(() -> ApiError.noSuch(name, id, param));
  }

  public List<T> all() {
    return List.copyOf(byId.values());
  }

  public List<T> newestFirst(Predicate<T> matching) {
    List<T> found = new ArrayList<>(byId.values().stream().filter(matching).toList());
    Collections.reverse(found);
    return found;
  }
}
