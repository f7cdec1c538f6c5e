package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.CredentialInput.AccessKeyInput;
import io.orgplane.byok.configuration.CredentialInput.ApiKeyInput;
import io.orgplane.byok.configuration.CredentialInput.RoleInput;
import io.orgplane.byok.configuration.CredentialInput.TemporaryKeyInput;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The first check: whether what was sent can be what it says it is. Nothing has been called yet.
 */
@ApplicationScoped
class Syntax {

  private final BedrockConfig bedrock;
  private final Clock clock;

  Syntax(BedrockConfig bedrock, Clock clock) {
    this.bedrock = bedrock;
    this.clock = clock;
  }

  /**
   * @throws ValidationFailed that names every field at fault, and repeats none
   */
  Wanted check(@Nullable ConfigurationRequest request) {
    if (request == null) {
      throw new ValidationFailed("", "a body is needed");
    }
    FieldChecks fields = new FieldChecks();
    Credential credential = credential(request.credential(), fields);
    Target target = target(request, fields);
    fields.throwIfAny();
    if (credential == null || target == null) {
      throw new IllegalStateException("something is missing that no violation tells of");
    }
    return new Wanted(credential, target, Boolean.TRUE.equals(request.confirmAccountChange()));
  }

  private @Nullable Target target(ConfigurationRequest request, FieldChecks fields) {
    String region = fields.required("region", request.region());
    String name = fields.required("inferenceProfile", request.inferenceProfile());
    if (region != null && !bedrock.regions().contains(region)) {
      fields.violation("region", "is none of " + String.join(", ", bedrock.regions()));
      region = null;
    }
    InferenceProfile profile = name == null ? null : InferenceProfile.find(name).orElse(null);
    if (name != null && profile == null) {
      fields.violation("inferenceProfile", "is none of global, us, eu, apac");
    }
    if (region == null || profile == null) {
      return null;
    }
    if (!profile.isCallableFrom(region)) {
      fields.violation("inferenceProfile", "cannot be called from this region");
    }
    return new Target(region, profile);
  }

  private @Nullable Credential credential(@Nullable CredentialInput input, FieldChecks fields) {
    return switch (input) {
      case null -> {
        fields.violation("credential", "is required");
        yield null;
      }
      case AccessKeyInput key -> accessKey(key, fields);
      case TemporaryKeyInput key -> temporaryKey(key, fields);
      case RoleInput role -> role(role, fields);
      case ApiKeyInput key -> apiKey(key, fields);
    };
  }

  private static @Nullable Credential accessKey(AccessKeyInput key, FieldChecks fields) {
    var id = fields.accessKeyId("credential.accessKeyId", key.accessKeyId(), true);
    var secret = fields.secret("credential.secretAccessKey", key.secretAccessKey());
    return id == null || secret == null ? null : new Credential.AccessKey(id, secret);
  }

  private @Nullable Credential temporaryKey(TemporaryKeyInput key, FieldChecks fields) {
    var id = fields.accessKeyId("credential.accessKeyId", key.accessKeyId(), false);
    var secret = fields.secret("credential.secretAccessKey", key.secretAccessKey());
    var token = fields.secret("credential.sessionToken", key.sessionToken());
    var ends =
        fields.future(
            "credential.sessionTokenExpiresAt", key.sessionTokenExpiresAt(), clock.instant());
    return id == null || secret == null || token == null || ends == null
        ? null
        : new Credential.TemporaryKey(id, secret, token, ends);
  }

  private static @Nullable Credential role(RoleInput role, FieldChecks fields) {
    String arn = fields.required("credential.roleArn", role.roleArn());
    if (arn != null && !RoleArn.isOne(arn)) {
      fields.violation(
          "credential.roleArn", "must be of the form arn:aws:iam::<account id>:role/<name>");
      return null;
    }
    return arn == null ? null : new Credential.Role(new RoleArn(arn));
  }

  private static @Nullable Credential apiKey(ApiKeyInput key, FieldChecks fields) {
    var secret = fields.secret("credential.apiKey", key.apiKey());
    return secret == null ? null : new Credential.BedrockApiKey(secret);
  }
}
