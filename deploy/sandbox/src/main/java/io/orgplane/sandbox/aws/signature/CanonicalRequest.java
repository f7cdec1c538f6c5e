package io.orgplane.sandbox.aws.signature;

import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.Percent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The canonical form of a received request ("Create a signed AWS API request" in the IAM user
 * guide). The path is encoded once more than it was sent, as every service but S3 wants it.
 */
record CanonicalRequest(AwsRequest request, List<String> signedHeaders, String payloadHash) {

  String text() {
    return String.join(
        "\n",
        request.method(),
        path(request.rawPath()),
        query(request.rawQuery()),
        headers(),
        String.join(";", signedHeaders),
        payloadHash);
  }

  private String headers() {
    return signedHeaders.stream()
        .map(name -> name + ":" + value(name) + "\n")
        .collect(Collectors.joining());
  }

  private String value(String name) {
    return request.headers().getOrDefault(name, List.of()).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String path(String raw) {
    var kept = new ArrayList<String>();
    for (var segment : raw.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
        }
        default -> kept.add(Percent.encode(segment));
      }
    }
    var joined = "/" + String.join("/", kept);
    return raw.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
  }

  private record Parameter(String name, String value) {}

  private static String query(String raw) {
    if (raw.isEmpty()) {
      return "";
    }
    var parameters = new ArrayList<Parameter>();
    for (var pair : raw.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(recode(name), recode(value)));
    }
    return parameters.stream()
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static String recode(String text) {
    return Percent.encode(Percent.decodeForm(text));
  }
}
