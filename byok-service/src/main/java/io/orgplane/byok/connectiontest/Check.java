package io.orgplane.byok.connectiontest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the matrix. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(String name, @Nullable String model, boolean ok, @Nullable Failure failure) {

  /** What went wrong, and what its owner can do. */
  public record Failure(
      @JsonProperty("class") FailureClass failureClass, String message, String remedy) {}

  /** Empty where it passed. */
  public Optional<FailureClass> failureClass() {
    return Optional.ofNullable(failure).map(Failure::failureClass);
  }

  boolean is(CheckName check) {
    return name.equals(check.toString());
  }

  static Check passed(CheckName name) {
    return new Check(name.toString(), null, true, null);
  }

  static Check passed(CheckName name, String model) {
    return new Check(name.toString(), model, true, null);
  }

  static Check failed(CheckName name, @Nullable String model, CloudFailure failure) {
    return new Check(
        name.toString(),
        model,
        false,
        new Failure(failure.failureClass(), failure.text(), failure.remedy()));
  }
}
