package io.orgplane.testing;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Requests in somebody's name, read aloud: {@code as(ANN).get("/v1/me")}. */
public final class Caller {

  private Caller() {}

  public static RequestSpecification as(Person person) {
    return withToken(TokenIssuer.shared().token(person));
  }

  public static RequestSpecification asPlatformService() {
    return withToken(TokenIssuer.shared().platformServiceToken());
  }

  public static RequestSpecification withToken(String token) {
    return RestAssured.given().auth().oauth2(token);
  }

  public static RequestSpecification anonymous() {
    return RestAssured.given();
  }
}
