package io.orgplane.byok.credential;

import io.orgplane.byok.secret.Secret;
import java.time.Instant;

/** What an organization lets us use its AWS account with. */
public sealed interface Credential {

  CredentialKind kind();

  /** The key pair of an IAM user. It is never used for models itself: sessions of it are. */
  record AccessKey(AccessKeyId id, Secret secret) implements Credential {
    @Override
    public CredentialKind kind() {
      return CredentialKind.ACCESS_KEY;
    }
  }

  /** Somebody else's session, handed over. It can be neither narrowed nor renewed. */
  record TemporaryKey(AccessKeyId id, Secret secret, Secret token, Instant expiresAt)
      implements Credential {
    @Override
    public CredentialKind kind() {
      return CredentialKind.TEMPORARY_KEY;
    }
  }

  /** A role in the customer's account that trusts ours under the external id. No secret at all. */
  record Role(RoleArn arn) implements Credential {
    @Override
    public CredentialKind kind() {
      return CredentialKind.ROLE;
    }
  }

  /** A bearer token for Bedrock alone. It does not tell its account and cannot be narrowed. */
  record BedrockApiKey(Secret key) implements Credential {
    @Override
    public CredentialKind kind() {
      return CredentialKind.BEDROCK_API_KEY;
    }
  }
}
