package io.orgplane.sandbox.aws.iam;

/** A policy on an identity: a shared one by name, which can change later, or its own. */
public sealed interface Attachment {
  record Named(String policy) implements Attachment {}

  record Inline(PolicyDocument document) implements Attachment {}
}
