package io.orgplane.sandbox.aws.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as received. Path and query are undecoded and header names are in lower case, because
 * the signature is computed from them; the array is the body itself and is not to be changed.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared nowhere, and copying every body would buy nothing
public record AwsRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
