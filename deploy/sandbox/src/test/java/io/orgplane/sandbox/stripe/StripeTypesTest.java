package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.sandbox.stripe.NpmPackages.Ran;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code stripe-types.json} is what its generator makes of the package that it names. */
class StripeTypesTest {

  @Test
  void the_schemas_are_what_the_generator_makes_of_stripes_types() throws Exception {
    Path folder = NpmPackages.installed();
    Path generator = Path.of("stripe-types", "generate.mjs").toAbsolutePath();
    Path made = folder.resolve("stripe-types.json");

    Ran ran = NpmPackages.run(Map.of(), "node", generator.toString(), made.toString());

    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(made)
        .as("run: npm install --no-package-lock && npm run generate, in stripe-types")
        .hasSameTextualContentAs(Path.of("src", "test", "resources", "stripe-types.json"));
  }
}
