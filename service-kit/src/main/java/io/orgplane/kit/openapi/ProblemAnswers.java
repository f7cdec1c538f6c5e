package io.orgplane.kit.openapi;

import io.orgplane.kit.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of an operation: those that follow from its form (a token, a path, a body, a header)
 * and those that its own {@code @APIResponse} descriptions name; each code with an example.
 */
record ProblemAnswers(ApiContract contract) {
  private static final Pattern WORD = Pattern.compile("[a-z]+(?:-[a-z]+)*");
  private static final int FIRST_REFUSAL = 400;

  /** The body of every refusal, with all codes that there are. */
  Schema schema() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("Problem details of RFC 9457; clients switch on the code.")
        .required(List.of("type", "title", "status", "code", "detail"))
        .addProperty("type", text("Always about:blank: the code says what it is."))
        .addProperty("title", text("The status in words."))
        .addProperty("status", number())
        .addProperty("code", text("Stable, and part of the API.").enumeration(codes()))
        .addProperty("detail", text("For the person who has to act on it; may change."))
        .addProperty("violations", violations());
  }

  /** Adds what follows from the operation's form, and gives each refusal its shape. */
  void complete(Operation operation, boolean secured) {
    var responses = operation.getResponses();
    implied(operation, secured).forEach((status, code) -> imply(operation, status, code));
    for (var each : new TreeMap<>(responses.getAPIResponses()).entrySet()) {
      if (each.getKey().matches("[45]\\d\\d")) {
        shape(each.getValue(), Integer.parseInt(each.getKey()));
      }
    }
  }

  /** The codes that a description names, as far as they go with the status. */
  Set<String> named(@Nullable String description, int status) {
    var found = new TreeSet<String>();
    var words = WORD.matcher(description == null ? "" : description);
    while (words.find()) {
      var code = contract.codes().get(words.group());
      if (code != null && code.status().contains(status)) {
        found.add(words.group());
      }
    }
    return found;
  }

  /** Refusals whose description names no code that goes with their status. */
  List<String> unknown(Operation operation) {
    var unknown = new ArrayList<String>();
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.matches("[45]\\d\\d")
                  && named(response.getDescription(), Integer.parseInt(status)).isEmpty()) {
                unknown.add(
                    "names no problem code for "
                        + status
                        + ": begin the description of its @APIResponse with one, and list a new one"
                        + " in contracts/api/problems.json");
              }
            });
    return unknown;
  }

  private static Map<Integer, String> implied(Operation operation, boolean secured) {
    var implied = new LinkedHashMap<Integer, String>();
    if (operation.getRequestBody() != null || has(operation, Parameter.In.QUERY)) {
      implied.put(400, "validation-failed");
    }
    if (secured) {
      implied.put(401, "unauthenticated");
      implied.put(403, "forbidden");
    }
    if (has(operation, Parameter.In.PATH)) {
      implied.put(404, "not-found");
    }
    if (has(operation, "If-Match")) {
      implied.put(412, "precondition-failed");
    }
    if (has(operation, "Idempotency-Key")) {
      implied.put(422, "idempotency-key-reused");
    }
    if (implied.isEmpty()) {
      implied.put(400, "bad-request");
    }
    implied.put(503, "upstream-unavailable");
    return implied;
  }

  private void imply(Operation operation, int status, String code) {
    var responses = operation.getResponses();
    var present = responses.getAPIResponse(Integer.toString(status));
    if (present == null) {
      var added = OASFactory.createAPIResponse().description(code);
      responses.addAPIResponse(Integer.toString(status), added);
    } else if (named(present.getDescription(), status).isEmpty()) {
      present.setDescription(code);
    } else if (!named(present.getDescription(), status).contains(code)) {
      present.setDescription(present.getDescription() + "; " + code);
    }
  }

  private void shape(APIResponse response, int status) {
    var codes = named(response.getDescription(), status);
    var body = OASFactory.createMediaType();
    body.setSchema(OASFactory.createSchema().ref("Problem"));
    for (var code : codes) {
      body.addExample(code, example(code, status));
    }
    response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
    response.addExtension("x-problem-codes", new ArrayList<>(codes));
  }

  private Example example(String code, int status) {
    var known = contract.codes().get(code);
    var value = new LinkedHashMap<String, Object>();
    value.put("type", "about:blank");
    value.put("title", title(status));
    value.put("status", status);
    value.put("code", code);
    value.put("detail", known == null ? "" : known.detail());
    if (code.equals("validation-failed")) {
      value.put("violations", List.of(Map.of("field", "name", "message", "must not be blank")));
    }
    return OASFactory.createExample().value(value);
  }

  private static String title(int status) {
    var known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
    return known == null ? "Unprocessable Content" : known.getReasonPhrase();
  }

  private static boolean has(Operation operation, Parameter.In in) {
    return parameters(operation).stream().anyMatch(each -> each.getIn() == in);
  }

  private static boolean has(Operation operation, String header) {
    return parameters(operation).stream().anyMatch(each -> header.equals(each.getName()));
  }

  private static List<Parameter> parameters(Operation operation) {
    return operation.getParameters() == null ? List.of() : operation.getParameters();
  }

  private List<Object> codes() {
    return new ArrayList<>(new TreeSet<>(contract.codes().keySet()));
  }

  private static Schema violations() {
    var violation =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .required(List.of("field", "message"))
            .addProperty("field", text("Its path in the request."))
            .addProperty("message", text("What it should have been."));
    return OASFactory.createSchema()
        .addType(SchemaType.ARRAY)
        .description("The fields at fault, with validation-failed.")
        .items(violation);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }

  private static Schema number() {
    return OASFactory.createSchema()
        .addType(SchemaType.INTEGER)
        .minimum(java.math.BigDecimal.valueOf(FIRST_REFUSAL));
  }
}
