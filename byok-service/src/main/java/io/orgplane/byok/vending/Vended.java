package io.orgplane.byok.vending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.secret.Secret;

/**
 * What a platform service gets, as it is kept between two requests for it: thousands get the same,
 * so it is written out once.
 *
 * @param json the view, as it is answered
 */
record Vended(CredentialsView view, Secret json) {

  static Vended of(CredentialsView view, ObjectMapper mapper) {
    try {
      return new Vended(view, new Secret(mapper.writeValueAsString(view)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("credentials can be written as JSON", impossible);
    }
  }

  /** Whether the organization's own account pays. */
  boolean own() {
    return view.own();
  }

  Lease lease() {
    return view.lease();
  }
}
