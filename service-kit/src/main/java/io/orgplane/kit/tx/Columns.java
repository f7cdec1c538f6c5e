package io.orgplane.kit.tx;

import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one array for each column, which a statement takes apart with {@code unnest}: however
 * many rows there are, they are one statement. Columns are the statement's parameters in the order
 * in which they are named.
 */
public final class Columns<E> {

  private final List<E> rows;
  private final List<@Nullable Object> parameters = new ArrayList<>();

  private Columns(List<E> rows) {
    this.rows = rows;
  }

  public static <E> Columns<E> of(Collection<E> rows) {
    return new Columns<>(List.copyOf(rows));
  }

  /** The one column of their ids. */
  public static Columns<OrganizationId> ofOrganizations(Collection<OrganizationId> organizations) {
    return of(organizations).uuids(OrganizationId::value);
  }

  /** Beginning with the column of those who own them. */
  public static <E> Columns<Owned<E>> ofOwned(Collection<Owned<E>> rows) {
    return of(rows).organizations(Owned::organization);
  }

  public Columns<E> organizations(Function<E, OrganizationId> column) {
    return uuids(row -> column.apply(row).value());
  }

  public Columns<E> uuids(Function<E, @Nullable UUID> column) {
    return with(column, UUID[]::new);
  }

  public Columns<E> texts(Function<E, @Nullable String> column) {
    return with(column, String[]::new);
  }

  public Columns<E> longs(ToLongFunction<E> column) {
    return with(column::applyAsLong, Long[]::new);
  }

  public Columns<E> longsOrNull(Function<E, @Nullable Long> column) {
    return with(column, Long[]::new);
  }

  public Columns<E> integers(ToIntFunction<E> column) {
    return with(column::applyAsInt, Integer[]::new);
  }

  public Columns<E> booleans(Predicate<E> column) {
    return with(column::test, Boolean[]::new);
  }

  public Columns<E> dates(Function<E, @Nullable LocalDate> column) {
    return with(column, LocalDate[]::new);
  }

  public Columns<E> times(Function<E, @Nullable Instant> column) {
    return with(row -> utc(column.apply(row)), OffsetDateTime[]::new);
  }

  private <C> Columns<E> with(Function<E, @Nullable C> column, IntFunction<@Nullable C[]> array) {
    parameters.add(rows.stream().map(column).toArray(array));
    return this;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  int rows() {
    return rows.size();
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }
}
