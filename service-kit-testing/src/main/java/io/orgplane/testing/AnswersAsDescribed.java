package io.orgplane.testing;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every answer that a test receives against the document that the service itself publishes:
 * status, media type, problem code, and the schema with what it requires, allows to be null and
 * enumerates. The paths under {@code /q} are the framework's and not described.
 */
final class AnswersAsDescribed implements Filter {

  /** A system property, since the class loaders of tests share nothing else. */
  static final String DEMANDED = "orgplane.answers-as-described";

  static final AnswersAsDescribed FILTER = new AnswersAsDescribed();

  /** By the address of the service; another test profile is another service. */
  private final Map<String, ApiDocument> documents = new ConcurrentHashMap<>();

  private AnswersAsDescribed() {}

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    URI address = URI.create(request.getURI());
    if (address.getPath().startsWith("/q/")) {
      return answer;
    }
    Optional<ApiDocument.Operation> operation =
        document(address).operation(request.getMethod(), address.getPath());
    List<String> faults = operation.map(found -> found.faultsOf(answer)).orElse(List.of());
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s %s answers %d, and not as its document says:%n  %s%n%s"
              .formatted(
                  request.getMethod(),
                  address.getPath(),
                  answer.statusCode(),
                  String.join("\n  ", faults),
                  answer.asString()));
    }
    return answer;
  }

  private ApiDocument document(URI address) {
    return documents.computeIfAbsent(
        address.getScheme() + "://" + address.getAuthority(), ApiDocument::of);
  }
}
