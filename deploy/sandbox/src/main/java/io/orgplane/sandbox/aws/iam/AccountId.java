package io.orgplane.sandbox.aws.iam;

import io.orgplane.sandbox.http.BadRequest;

/** Twelve digits. */
public record AccountId(String value) {
  public AccountId {
    BadRequest.unless(value.matches("\\d{12}"), "an account id has 12 digits");
  }

  public String userArn(String name) {
    return "arn:aws:iam::" + value + ":user/" + name;
  }

  public String roleArn(String name) {
    return "arn:aws:iam::" + value + ":role/" + name;
  }

  public String rootArn() {
    return "arn:aws:iam::" + value + ":root";
  }

  @Override
  public String toString() {
    return value;
  }
}
