package io.orgplane.sandbox.aws.iam;

import java.util.List;

/**
 * An account, the service control policies that its organization puts over it (none means no
 * limit), and the models that it has been given access to.
 */
public record Account(
    AccountId id,
    String name,
    List<Attachment> serviceControlPolicies,
    List<ModelAccess> modelAccess) {
  public Account withModelAccess(List<ModelAccess> granted) {
    return new Account(id, name, serviceControlPolicies, granted);
  }
}
