package io.orgplane.testing.violations.resource;

import jakarta.ws.rs.GET;

class HiddenResource {
  @GET
  String hidden() {
    return "never answered";
  }
}
