package io.orgplane.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanonicalPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/organizations/0199-a/members/b_c.d~e",
        "/v1/organizations/x/",
        "/scim/v2/x/Users/ann@example.com",
        "/scim/v2/x/Users/a%20b",
        "/v1/organizations/%C3%A9t%C3%A9",
        "/scim/v2/x/Users/%22quoted%22",
        "/v1/organizations/..."
      })
  void a_path_with_one_meaning_is_let_in(String path) {
    assertThat(CanonicalPath.holds(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1/me",
        "*",
        "//v1/me",
        "/v1//me",
        "/v1/organizations/x//billing",
        "/v1/organizations/x/./billing",
        "/v1/organizations/x/members/../billing",
        "/v1/organizations/x/..",
        "/v1/organizations/x/%2e%2e/billing",
        "/v1/organizations/x/%2E/billing",
        "/v1/organizations/x%2fbilling",
        "/v1/organizations/x%2Fbilling",
        "/v1/organizations/x%5cbilling",
        "/v1/organizations/x\\billing",
        "/v1/organizations/x/%62illing",
        "/v1/organizations/x/members;role=owner",
        "/v1/organizations/x/members%3Brole=owner",
        "/v1/organizations/x/members%253B",
        "/v1/organizations/x/members%3fa=b",
        "/v1/organizations/x/members%23a",
        "/v1/organizations/x%00",
        "/v1/organizations/x%0d%0aSet-Cookie:a",
        "/v1/organizations/%",
        "/v1/organizations/%4",
        "/v1/organizations/%zz",
        "/v1/organizations/%c0%af",
        "/v1/organizations/%C3",
        "/v1/organizations/%C3%41",
        "/v1/organizations/été",
        "/v1/organizations/a b",
        "/v1/<script>"
      })
  void a_path_that_a_service_could_read_differently_is_refused(String path) {
    assertThat(CanonicalPath.holds(path)).isFalse();
  }
}
