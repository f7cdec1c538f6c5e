package io.orgplane.org.edit;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody wants of a name, a description or both; null is left as it is.
 *
 * @param onlyIf the version that the editor has seen
 */
public record Edit(@Nullable Name name, @Nullable Description description, IfMatch onlyIf) {

  /** From a request; a header that was not sent matches whatever there is. */
  public static Edit of(Patch patch, @Nullable IfMatch onlyIf) {
    return new Edit(
        name(patch.name()),
        description(patch.description()),
        onlyIf == null ? IfMatch.ANY : onlyIf);
  }

  public Name nameInsteadOf(Name current) {
    return name == null ? current : name;
  }

  public Description descriptionInsteadOf(Description current) {
    return description == null ? current : description;
  }

  private static @Nullable Name name(PatchField field) {
    return switch (field) {
      case PatchField.Absent absent -> null;
      case PatchField.Cleared cleared -> throw new ValidationFailed("name", "must not be null");
      case PatchField.Set set -> Name.of(set.text());
    };
  }

  private static @Nullable Description description(PatchField field) {
    return switch (field) {
      case PatchField.Absent absent -> null;
      case PatchField.Cleared cleared -> Description.NONE;
      case PatchField.Set set -> Description.of(set.text());
    };
  }
}
