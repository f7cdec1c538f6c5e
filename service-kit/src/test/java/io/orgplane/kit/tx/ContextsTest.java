package io.orgplane.kit.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.KitTest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@KitTest
class ContextsTest {

  /** Any extension may bring back what the parent POM excludes. */
  @Test
  void steps_are_not_wrapped_to_carry_contexts_over() {
    Supplier<String> step = () -> "done";

    assertThat(Infrastructure.decorate(step)).isSameAs(step);
  }
}
