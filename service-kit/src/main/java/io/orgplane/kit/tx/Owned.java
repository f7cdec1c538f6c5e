package io.orgplane.kit.tx;

import io.orgplane.kit.id.OrganizationId;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something of an organization, where those of several are read or written together. */
public record Owned<E>(OrganizationId organization, E value) {

  public static <E> Stream<Owned<E>> each(OrganizationId organization, Collection<E> values) {
    return values.stream().map(value -> new Owned<>(organization, value));
  }

  /** Reads a row by its {@code organization_id}, and the rest of it by that mapping. */
  public static <E> Function<Row, Owned<E>> row(Function<Row, E> mapping) {
    return row -> new Owned<>(Rows.organization(row), mapping.apply(row));
  }

  /** In their order; whoever owns nothing is not there. */
  public static <E> Map<OrganizationId, List<E>> byOrganization(Collection<Owned<E>> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                Owned::organization, Collectors.mapping(Owned::value, Collectors.toList())));
  }
}
