package io.orgplane.sandbox.aws.iam;

import java.util.Collection;

/** What a set of policies says; a single deny outweighs every allow. */
enum Verdict {
  ALLOWED,
  DENIED,
  SILENT;

  static Verdict of(Collection<PolicyDocument> policies, AccessRequest request) {
    return strongest(policies.stream().map(policy -> policy.verdict(request)).toList());
  }

  static Verdict strongest(Collection<Verdict> verdicts) {
    if (verdicts.contains(DENIED)) {
      return DENIED;
    }
    return verdicts.contains(ALLOWED) ? ALLOWED : SILENT;
  }
}
