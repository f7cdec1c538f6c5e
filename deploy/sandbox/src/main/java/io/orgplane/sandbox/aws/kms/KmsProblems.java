package io.orgplane.sandbox.aws.kms;

import io.orgplane.sandbox.aws.http.AwsProblem;
import org.jspecify.annotations.Nullable;

/** KMS's own refusals, by the names and statuses of its API reference. */
final class KmsProblems {
  private KmsProblems() {}

  static AwsProblem validation(String message) {
    return refused("ValidationException", message);
  }

  static AwsProblem notFound(String message) {
    return refused("NotFoundException", message);
  }

  /** Deliberately says nothing of why: wrong context, wrong key and damage look the same. */
  static AwsProblem invalidCiphertext() {
    return new AwsProblem.Refused(400, "InvalidCiphertextException", "");
  }

  static AwsProblem incorrectKey() {
    return refused(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation.");
  }

  static AwsProblem invalidState(String message) {
    return refused("KMSInvalidStateException", message);
  }

  static AwsProblem aliasTaken(String arn) {
    return refused("AlreadyExistsException", "An alias with the name " + arn + " already exists");
  }

  static void requireEnabled(KmsKey key) {
    switch (key.state()) {
      case ENABLED -> {}
      case DISABLED -> throw refused("DisabledException", key.arn() + " is disabled.");
      case PENDING_DELETION -> throw invalidState(key.arn() + " is pending deletion.");
    }
  }

  static <T> T required(@Nullable T value, String member) {
    if (value == null) {
      throw validation(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return value;
  }

  private static AwsProblem refused(String code, String message) {
    return new AwsProblem.Refused(400, code, message);
  }
}
