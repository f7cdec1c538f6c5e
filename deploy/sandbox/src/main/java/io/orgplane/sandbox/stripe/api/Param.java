package io.orgplane.sandbox.stripe.api;

import java.util.List;

/**
 * One parameter that an endpoint takes. Whatever is not declared is refused, as Stripe refuses it.
 */
public record Param(
    String name,
    Kind kind,
    boolean required,
    boolean clearable,
    List<String> values,
    List<Param> fields) {

  /** The shapes that form-encoded parameters take. */
  public enum Kind {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    ENUM,
    STRINGS,
    HASH,
    HASHES,
    METADATA
  }

  public Param {
    values = List.copyOf(values);
    fields = List.copyOf(fields);
  }

  public static Param string(String name) {
    return of(name, Kind.STRING);
  }

  public static Param integer(String name) {
    return of(name, Kind.INTEGER);
  }

  public static Param decimal(String name) {
    return of(name, Kind.DECIMAL);
  }

  public static Param bool(String name) {
    return of(name, Kind.BOOLEAN);
  }

  public static Param oneOf(String name, String... values) {
    return new Param(name, Kind.ENUM, false, false, List.of(values), List.of());
  }

  public static Param strings(String name) {
    return of(name, Kind.STRINGS);
  }

  public static Param hash(String name, Param... fields) {
    return new Param(name, Kind.HASH, false, false, List.of(), List.of(fields));
  }

  public static Param hashes(String name, Param... fields) {
    return new Param(name, Kind.HASHES, false, false, List.of(), List.of(fields));
  }

  /**
   * Up to 50 keys; an empty value removes its key, an empty string in place of the hash removes
   * them all.
   */
  public static Param metadata() {
    return new Param("metadata", Kind.METADATA, false, true, List.of(), List.of());
  }

  /** Stripe's filter by time: {@code created=…} exactly, or {@code created[gte]=…}. */
  public static Param range(String name) {
    return hash(name, integer("gt"), integer("gte"), integer("lt"), integer("lte"));
  }

  public Param asRequired() {
    return new Param(name, kind, true, clearable, values, fields);
  }

  /** The empty string unsets it. */
  public Param asClearable() {
    return new Param(name, kind, required, true, values, fields);
  }

  private static Param of(String name, Kind kind) {
    return new Param(name, kind, false, false, List.of(), List.of());
  }
}
