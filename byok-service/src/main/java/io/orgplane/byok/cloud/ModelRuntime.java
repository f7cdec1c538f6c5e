package io.orgplane.byok.cloud;

import io.smallrye.mutiny.Uni;

/** Where models are invoked. */
public interface ModelRuntime {

  /**
   * The smallest conversation that a model takes.
   *
   * @param profileId the model's id behind its inference profile
   * @return fails with a {@link CloudFailure} when the model does not answer
   */
  Uni<Void> converse(CloudAccess access, String region, String profileId);
}
