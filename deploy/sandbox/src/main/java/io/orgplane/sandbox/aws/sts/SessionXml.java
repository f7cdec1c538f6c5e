package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.iam.Session;

/** Temporary credentials as STS writes them: the only place where a session's secret leaves. */
final class SessionXml {
  private SessionXml() {}

  static StsXml append(StsXml xml, Session session) {
    return xml.open("Credentials")
        .text("AccessKeyId", session.accessKeyId())
        .text("SecretAccessKey", session.secret().reveal())
        .text("SessionToken", session.token().reveal())
        .text("Expiration", session.expiresAt())
        .close("Credentials");
  }
}
