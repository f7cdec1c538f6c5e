package io.orgplane.local.story;

/** The organization of the story, and its addresses. */
record Acme(String id) {
  String at(String path) {
    return "/v1/organizations/" + id + path;
  }

  String itself() {
    return at("");
  }

  String billing(String path) {
    return at("/billing/" + path);
  }

  String member(Caller who) {
    return at("/members/" + who.userId());
  }
}
