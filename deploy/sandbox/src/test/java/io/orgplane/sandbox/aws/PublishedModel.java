package io.orgplane.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A service as AWS publishes it with botocore (Apache License 2.0): either the extract that {@code
 * src/test/models/extract.mjs} makes and this module keeps, or the whole model of an installed AWS
 * CLI.
 */
record PublishedModel(JsonNode model) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Errors of every service ("Common errors" of the API references), which models leave out. {@code
   * AccessDenied}, {@code SignatureDoesNotMatch} and {@code InvalidAction} are how STS spells them.
   */
  private static final Set<String> COMMON =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InternalFailure",
          "InvalidAction",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SerializationException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "SignatureDoesNotMatch",
          "Throttling",
          "ThrottlingException",
          "UnknownOperationException",
          "UnrecognizedClientException",
          "ValidationError",
          "ValidationException");

  static PublishedModel kept(String service) {
    try (var in = PublishedModel.class.getResourceAsStream("/aws-models/" + service + ".json")) {
      return new PublishedModel(JSON.readTree(in));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The newest version of a service in botocore's folder {@code data}. */
  static PublishedModel installed(Path data, String service) {
    try (var versions = Files.list(data.resolve(service))) {
      var newest = versions.sorted().toList().getLast();
      var plain = newest.resolve("service-2.json");
      try (InputStream in =
          Files.exists(plain)
              ? Files.newInputStream(plain)
              : new GZIPInputStream(Files.newInputStream(newest.resolve("service-2.json.gz")))) {
        return new PublishedModel(JSON.readTree(in));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  boolean has(String operation) {
    return model.path("operations").has(operation);
  }

  /** What of an answer AWS would not have written; empty is good. */
  List<String> deviations(String operation, HttpResponse<String> answer) {
    var declared = model.required("operations").required(operation);
    var shape = PublishedShape.of(model.required("shapes"), isQuery());
    if (answer.statusCode() >= 300) {
      refusal(declared, answer, shape.deviations());
    } else {
      success(operation, declared, answer, shape);
    }
    return shape.deviations();
  }

  private void success(
      String operation, JsonNode declared, HttpResponse<String> answer, PublishedShape shape) {
    var status = declared.at("/http/responseCode").asInt(200);
    if (answer.statusCode() != status) {
      shape.deviations().add(operation + " answers " + status + ", not " + answer.statusCode());
    }
    var output = declared.path("output");
    if (output.isMissingNode()) {
      if (!answer.body().isEmpty()) {
        shape.deviations().add(operation + " has no output");
      }
    } else if (!model.at("/shapes/" + output.get("shape").asText()).has("payload")) {
      shape.check(output.get("shape").asText(), body(operation, answer), operation);
    }
  }

  private JsonNode body(String operation, HttpResponse<String> answer) {
    return isQuery()
        ? tree(xml(answer.body())).required(operation + "Result")
        : json(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private void refusal(JsonNode declared, HttpResponse<String> answer, List<String> deviations) {
    var code = code(answer);
    var error =
        StreamSupport.stream(declared.path("errors").spliterator(), false)
            .map(each -> each.required("shape").asText())
            .filter(each -> code.equals(codeOf(each)))
            .findFirst();
    if (error.isEmpty() && !COMMON.contains(code)) {
      deviations.add(code + " is no error of " + declared.required("name").asText());
    }
    error
        .map(each -> model.at("/shapes/" + each))
        .filter(shape -> !statusFits(shape, answer.statusCode()))
        .ifPresent(shape -> deviations.add(code + " has not the status " + answer.statusCode()));
  }

  private String codeOf(String shape) {
    return model.at("/shapes/" + shape + "/error/code").asText(shape);
  }

  private static boolean statusFits(JsonNode shape, int status) {
    var declared = shape.at("/error/httpStatusCode");
    if (!declared.isMissingNode()) {
      return declared.asInt() == status;
    }
    return shape.path("fault").asBoolean() ? status >= 500 : status == 400;
  }

  private String code(HttpResponse<String> answer) {
    return isQuery()
        ? tree(xml(answer.body())).at("/Error/Code").asText()
        : answer.headers().firstValue("x-amzn-errortype").orElse("(no x-amzn-errortype)");
  }

  private boolean isQuery() {
    return model.at("/metadata/protocol").asText().equals("query");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static Element xml(String text) {
    try {
      var octets = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(octets)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  /** Elements as members; STS's answers have no lists. */
  private static JsonNode tree(Element element) {
    var members = JsonNodeFactory.instance.objectNode();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        members.set(inner.getTagName(), tree(inner));
      }
    }
    return members.isEmpty()
        ? JsonNodeFactory.instance.textNode(element.getTextContent())
        : members;
  }
}
