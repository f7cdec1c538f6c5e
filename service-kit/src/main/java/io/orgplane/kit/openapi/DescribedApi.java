package io.orgplane.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/**
 * Makes a service's document complete when the service is built. What it cannot know it leaves
 * under {@code x-incomplete}, in words that say what to add; the build fails while that is there.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribedApi implements OASFilter {
  private final IndexView index;

  /**
   * @param index the service's own classes
   */
  public DescribedApi(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    new Completion(api, ApiContract.read()).complete();
    if (api.getComponents() != null && api.getPaths() != null) {
      AnswerFields.describe(api, index);
    }
  }
}
