package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.builder.ResponseBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

  private static final ApiDocument DOCUMENT =
      ApiDocument.read(
          """
          {"openapi": "3.1.0",
           "paths": {
             "/v1/things/{id}": {"get": {"responses": {
               "200": {"content": {"application/json": {
                 "schema": {"$ref": "#/components/schemas/Thing"}}}},
               "204": {"description": "nothing"},
               "409": {"x-problem-codes": ["last-owner"], "content": {"application/problem+json": {
                 "schema": {"type": "object", "required": ["code"]}}}}}}},
             "/v1/things/all": {"get": {"responses": {"204": {"description": "nothing"}}}}},
           "components": {"schemas": {
             "Thing": {"type": "object", "required": ["id", "colour", "nickname"], "properties": {
               "id": {"type": "string", "format": "uuid"},
               "colour": {"$ref": "#/components/schemas/Colour"},
               "nickname": {"type": ["string", "null"]}}},
             "Colour": {"type": "string", "enum": ["red", "blue"]}}}}""");

  @Test
  void an_answer_that_is_as_described_has_no_fault() {
    assertThat(answered(200, thing("\"red\"", "null"))).isEmpty();
    assertThat(answered(200, thing("\"blue\"", "\"Al\""))).isEmpty();
    assertThat(faults("/v1/things/1", 204, "", "")).isEmpty();
    assertThat(refused(409, "last-owner")).isEmpty();
  }

  @Test
  void what_is_missing_null_of_another_type_or_no_such_value_is_told() {
    assertThat(answered(200, "{\"colour\": \"red\", \"nickname\": null}"))
        .singleElement()
        .asString()
        .contains("id");
    assertThat(answered(200, thing("null", "null"))).isNotEmpty();
    assertThat(answered(200, thing("\"RED\"", "null"))).isNotEmpty();
    assertThat(answered(200, thing("\"red\"", "1"))).isNotEmpty();
    assertThat(answered(200, thing("\"red\"", "null").replaceFirst("-", ""))).isNotEmpty();
  }

  @Test
  void a_status_a_media_type_a_body_or_a_code_that_nobody_described_is_told() {
    assertThat(refused(402, "plan-required")).containsExactly("this status is not described");
    assertThat(faults("/v1/things/1", 200, "text/plain", "red"))
        .containsExactly("text/plain is not described");
    assertThat(faults("/v1/things/1", 204, "text/plain", "red"))
        .containsExactly("no content is described");
    assertThat(refused(409, "conflict"))
        .containsExactly("the code conflict is not described for this status");
  }

  @Test
  void the_path_that_says_more_is_meant_and_what_nobody_serves_is_nobodys() {
    assertThat(faults("/v1/things/all", 200, "application/json", "{}"))
        .containsExactly("this status is not described");
    assertThat(DOCUMENT.operation("GET", "/v1/nowhere")).isEmpty();
    assertThat(DOCUMENT.operation("PUT", "/v1/things/1")).isEmpty();
  }

  private static String thing(String colour, String nickname) {
    return """
        {"id": "01a210b1-c7b0-7b75-9028-0894feece942", "colour": %s, "nickname": %s}"""
        .formatted(colour, nickname);
  }

  private static List<String> answered(int status, String body) {
    return faults("/v1/things/1", status, "application/json", body);
  }

  private static List<String> refused(int status, String code) {
    return faults(
        "/v1/things/1",
        status,
        "application/problem+json",
        """
        {"code": "%s"}"""
            .formatted(code));
  }

  private static List<String> faults(String path, int status, String type, String body) {
    ResponseBuilder answer = new ResponseBuilder().setStatusCode(status).setBody(body);
    if (!type.isEmpty()) {
      answer.setContentType(type);
    }
    return DOCUMENT.operation("GET", path).orElseThrow().faultsOf(answer.build());
  }
}
