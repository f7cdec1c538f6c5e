package io.orgplane.kit;

import static io.restassured.RestAssured.given;

import org.junit.jupiter.api.Test;

@KitTest
class SmokeTest {
  @Test
  void boots() {
    given().get("/q/health/ready").then().log().all().statusCode(200);
    given().get("/v1/organizations/xyz/notes").then().log().all();
  }
}
