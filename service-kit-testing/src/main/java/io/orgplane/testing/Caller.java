package io.orgplane.testing;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/**
 * Requests in somebody's name, read aloud: {@code as(ANN).get("/v1/me")}. Where {@link
 * ServiceTestResource#ANSWERS} is set, their answers are held against the service's document.
 */
public final class Caller {

  private Caller() {}

  public static RequestSpecification as(Person person) {
    return withToken(TokenIssuer.shared().token(person));
  }

  public static RequestSpecification asPlatformService() {
    return withToken(TokenIssuer.shared().platformServiceToken());
  }

  public static RequestSpecification withToken(String token) {
    return anonymous().auth().oauth2(token);
  }

  public static RequestSpecification anonymous() {
    RequestSpecification request = RestAssured.given();
    return Boolean.getBoolean(AnswersAsDescribed.DEMANDED)
        ? request.filter(AnswersAsDescribed.FILTER)
        : request;
  }
}
