package io.orgplane.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DescribedApiTest {
  private static final String PATH = "/v1/organizations/{org}";
  private static final IndexView CLASSES = classes();

  /** What a service answers. */
  record Thing(String name, @Nullable String nickname, Optional<Part> part) {}

  /** Leaves out what it has not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(
      @JsonProperty("class") String kind,
      @Nullable String colour,
      @JsonIgnore @Nullable String secret) {

    /** Written beside the components. */
    @JsonProperty
    boolean ok() {
      return true;
    }
  }

  @Test
  void a_described_operation_needs_nothing_more() {
    var api = api(PATH, described());

    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(incomplete(api)).isEmpty();
    assertThat(operation(api).getOperationId()).isEqualTo("organizationEdit");
    assertThat(operation(api).getTags()).containsExactly("Organizations");
    assertThat(example(operation(api))).isEqualTo(Map.of("name", "Acme"));
  }

  @Test
  void refusals_follow_from_the_form_and_from_what_the_operation_says() {
    var operation = described();
    operation.getResponses().addAPIResponse("409", says("`last-owner`, or conflict: so it is"));

    var api = api(PATH, operation);
    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(codes(api, "401")).containsExactly("unauthenticated");
    assertThat(codes(api, "403")).containsExactly("forbidden");
    assertThat(codes(api, "404")).containsExactly("not-found");
    assertThat(codes(api, "412")).containsExactly("precondition-failed");
    assertThat(codes(api, "503")).containsExactly("upstream-unavailable");
    assertThat(codes(api, "409")).containsExactly("conflict", "last-owner");
    assertThat(operation(api).getResponses().getAPIResponse("200").getHeaders())
        .containsKey("ETag");
  }

  @Test
  void what_is_missing_is_named_with_what_to_add() {
    var bare = described();
    bare.setSummary(null);
    bare.getResponses().addAPIResponse("409", says("it went wrong"));
    bare.getResponses().addAPIResponse("201", says("made"));

    var api = api("/v1/nowhere", bare);
    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(incomplete(api))
        .anyMatch(each -> each.contains("has no tag") && each.contains("contracts/api/tags.json"))
        .anyMatch(each -> each.contains("has no summary: add @Operation"))
        .anyMatch(each -> each.contains("no problem code for 409"))
        .anyMatch(each -> each.contains("does not say what 201 answers"));
  }

  @Test
  void a_text_that_nothing_exemplifies_is_asked_for() {
    var api = api(PATH, described());
    thing(api).addProperty("frobnication", text());

    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(incomplete(api))
        .anyMatch(each -> each.startsWith("Thing.frobnication has no example"));
  }

  @Test
  void a_code_counts_only_with_a_status_that_it_has() {
    var problems = new ProblemAnswers(ApiContract.read());
    assertThat(problems.named("last-owner and not-found", 409)).containsExactly("last-owner");
    assertThat(problems.named("not-found", 409)).isEmpty();
  }

  @Test
  void of_an_answer_it_is_said_what_is_always_there_and_what_can_be_null() {
    var api = api(PATH, described());
    thing(api)
        .addProperty("nickname", text().addExample("Al"))
        .addProperty("part", OASFactory.createSchema().ref("Part"));
    var part =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .addProperty("ok", OASFactory.createSchema().addType(SchemaType.BOOLEAN))
            .addProperty("class", text().addExample("wheel"))
            .addProperty("colour", text().addExample("red"));
    api.getComponents().addSchema("Part", part);

    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(thing(api).getRequired()).containsExactly("name", "nickname", "part");
    assertThat(property(thing(api), "name").getType()).containsExactly(SchemaType.STRING);
    assertThat(property(thing(api), "nickname").getType())
        .containsExactly(SchemaType.STRING, SchemaType.NULL);
    assertThat(property(thing(api), "part").getAnyOf())
        .extracting(Schema::getRef, Schema::getType)
        .containsExactly(
            tuple("#/components/schemas/Part", null), tuple(null, List.of(SchemaType.NULL)));
    assertThat(part.getRequired()).containsExactly("ok", "class");
    assertThat(property(part, "colour").getType()).containsExactly(SchemaType.STRING);
  }

  @Test
  void what_a_request_consists_of_is_left_as_its_constraints_say_it() {
    var edit = described();
    var body = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Thing"));
    edit.setRequestBody(
        OASFactory.createRequestBody()
            .content(OASFactory.createContent().addMediaType("application/json", body)));
    var api = api(PATH, edit);

    new DescribedApi(CLASSES).filterOpenAPI(api);

    assertThat(thing(api).getRequired()).isNull();
  }

  private static IndexView classes() {
    try {
      return Index.of(Thing.class, Part.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Operation described() {
    var body = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Thing"));
    var answer =
        says("As it is").content(OASFactory.createContent().addMediaType("application/json", body));
    var responses = OASFactory.createAPIResponses();
    responses.addAPIResponse("200", answer);
    return OASFactory.createOperation()
        .operationId("OrganizationResource_edit")
        .summary("Changes it")
        .responses(responses)
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("keycloak"))
        .addParameter(OASFactory.createParameter().name("org").in(Parameter.In.PATH))
        .addParameter(OASFactory.createParameter().name("If-Match").in(Parameter.In.HEADER));
  }

  private static OpenAPI api(String path, Operation operation) {
    var thing = OASFactory.createSchema().addType(SchemaType.OBJECT).addProperty("name", text());
    return OASFactory.createOpenAPI()
        .components(OASFactory.createComponents().addSchema("Thing", thing))
        .paths(
            OASFactory.createPaths()
                .addPathItem(path, OASFactory.createPathItem().PATCH(operation)));
  }

  private static Schema thing(OpenAPI api) {
    return Objects.requireNonNull(api.getComponents().getSchemas().get("Thing"));
  }

  private static Schema property(Schema of, String name) {
    return Objects.requireNonNull(of.getProperties().get(name));
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }

  private static APIResponse says(String what) {
    return OASFactory.createAPIResponse().description(what);
  }

  private static Operation operation(OpenAPI api) {
    return api.getPaths().getPathItems().values().iterator().next().getPATCH();
  }

  private static Object example(Operation operation) {
    return operation
        .getResponses()
        .getAPIResponse("200")
        .getContent()
        .getMediaType("application/json")
        .getExample();
  }

  private static List<String> codes(OpenAPI api, String status) {
    var answer = operation(api).getResponses().getAPIResponse(status);
    return texts(answer.getExtensions().get("x-problem-codes"));
  }

  private static List<String> incomplete(OpenAPI api) {
    return api.getExtensions() == null ? List.of() : texts(api.getExtensions().get("x-incomplete"));
  }

  private static List<String> texts(@Nullable Object said) {
    return said instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
