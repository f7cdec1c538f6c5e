package io.orgplane.kit.identity;

/** The caller's own token, to ask membership-service in their name. Never printed. */
public record AccessToken(String value) {

  public String asBearer() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "<redacted>";
  }
}
