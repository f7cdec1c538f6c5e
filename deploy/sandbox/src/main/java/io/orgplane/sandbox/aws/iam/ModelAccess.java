package io.orgplane.sandbox.aws.iam;

import java.util.Set;

/**
 * Access to models that an account has been given, in some regions; no region means everywhere. A
 * cross-region profile is judged by the region that it is called from.
 */
public record ModelAccess(Set<String> models, Set<String> regions) {
  boolean covers(String model, String region) {
    return models.contains(model) && (regions.isEmpty() || regions.contains(region));
  }
}
