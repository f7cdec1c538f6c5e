package io.orgplane.sandbox.aws;

import io.orgplane.sandbox.aws.iam.AccountId;
import io.orgplane.sandbox.aws.iam.Identities;
import io.orgplane.sandbox.aws.iam.Identities.AccessKey;
import io.orgplane.sandbox.aws.iam.Identities.Name;
import io.orgplane.sandbox.aws.iam.Secret;
import io.orgplane.sandbox.aws.state.StateRoutes;

/**
 * The platform's own account as it is from the start: the user whose key byok-service holds, the
 * role that work outside BYOK runs under, and access to the models that the product requires.
 */
final class PlatformAccount {
  static final AccountId ID = new AccountId("111111111111");
  static final String KMS_ALIAS = "alias/orgplane-byok";
  private static final String USER = "orgplane-byok";

  private static final String STATE =
      """
      {
        "accounts": [{"id": "111111111111", "name": "Orgplane"}],
        "users": [{
          "accountId": "111111111111",
          "name": "orgplane-byok",
          "policies": [{
            "Version": "2012-10-17",
            "Statement": [{
              "Effect": "Allow",
              "Action": ["sts:AssumeRole", "bedrock:InvokeModel*", "kms:*"],
              "Resource": "*"
            }]
          }]
        }],
        "roles": [{
          "accountId": "111111111111",
          "name": "orgplane-bedrock",
          "trustPolicy": {
            "Version": "2012-10-17",
            "Statement": [{
              "Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::111111111111:user/orgplane-byok"},
              "Action": "sts:AssumeRole"
            }]
          },
          "policies": [{
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "bedrock:InvokeModel*", "Resource": "*"}]
          }]
        }],
        "modelAccess": [{
          "accountId": "111111111111",
          "models": [
            "anthropic.claude-sonnet-4-5-20250929-v1:0",
            "anthropic.claude-opus-4-5-20251101-v1:0"
          ]
        }]
      }
      """;

  private PlatformAccount() {}

  static Identities withKey(String accessKeyId, String secretAccessKey) {
    var state = StateRoutes.fromNothing(STATE);
    var key = new AccessKey(accessKeyId, new Secret(secretAccessKey), new Name(ID, USER), true);
    return new Identities(
        state.accounts(),
        state.policies(),
        state.users(),
        state.roles(),
        Identities.with(state.accessKeys(), accessKeyId, key),
        state.bearerKeys());
  }
}
