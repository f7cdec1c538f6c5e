package io.orgplane.org.edit;

import io.orgplane.kit.problem.CommonProblem.PreconditionFailed;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The versions that an editor is content to change (RFC 9110, section 13.1.1): the entity tag that
 * they were given with what they read. A tag counts edits, so provisioning or a change of plan in
 * between refuses nobody's edit.
 */
public record IfMatch(List<String> tags) {

  /** The header's name. */
  public static final String HEADER = "If-Match";

  /** Whatever is there. */
  public static final IfMatch ANY = new IfMatch(List.of("*"));

  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");

  public IfMatch {
    tags = List.copyOf(tags);
  }

  /** For header parameters. */
  public static IfMatch fromString(String header) {
    if (header.strip().equals("*")) {
      return ANY;
    }
    List<String> tags = Stream.of(header.split(",", -1)).map(String::strip).toList();
    if (!tags.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
      throw new ValidationFailed(HEADER, "must be * or entity tags, such as \"1\"");
    }
    return new IfMatch(tags);
  }

  /**
   * @throws PreconditionFailed when it has another version by now
   */
  public void require(long version) {
    if (!tags.contains("*") && !tags.contains(tag(version))) {
      throw new PreconditionFailed();
    }
  }

  /** An answer with its version as ETag. */
  public static <T> RestResponse<T> tagged(T view, long version) {
    return RestResponse.ResponseBuilder.ok(view).header("ETag", tag(version)).build();
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }
}
