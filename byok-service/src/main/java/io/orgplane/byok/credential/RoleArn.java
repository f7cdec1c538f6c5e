package io.orgplane.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The name of an IAM role, of the commercial partition (IAM user guide, "IAM identifiers"). Service
 * roles ({@code role/aws-service-role/…}) cannot be assumed by us and are no role here.
 */
@Schema(type = SchemaType.STRING)
public record RoleArn(@JsonValue String value) {

  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?!aws-service-role/)([\\w+=,.@/-]{1,512})");

  public RoleArn {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the ARN of a role");
    }
  }

  public static RoleArn of(AccountId account, String name) {
    return new RoleArn("arn:aws:iam::" + account + ":role/" + name);
  }

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  public AccountId account() {
    Matcher parts = FORM.matcher(value);
    if (!parts.matches()) {
      throw new IllegalStateException(value);
    }
    return new AccountId(parts.group(1));
  }

  @Override
  public String toString() {
    return value;
  }
}
