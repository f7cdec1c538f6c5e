package io.orgplane.sandbox.stripe;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh shop for every test: the state is small, and a start takes milliseconds. */
abstract class ShopTest {
  protected Shop shop;

  @BeforeEach
  void open() throws IOException {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }
}
