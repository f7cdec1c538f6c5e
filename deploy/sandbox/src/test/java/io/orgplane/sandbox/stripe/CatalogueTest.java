package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import org.junit.jupiter.api.Test;

class CatalogueTest extends ShopTest {

  @Test
  void a_price_is_found_by_its_lookup_key_with_its_product() throws Exception {
    Product team = product("team");
    Price price =
        shop.stripe.prices().create(monthly(team, 2500).setLookupKey("team-month").build());

    Price found = byKey("team-month");

    assertThat(found.getId()).isEqualTo(price.getId());
    assertThat(found.getProductObject().getName()).isEqualTo("Team");
    assertThat(found.getRecurring().getInterval()).isEqualTo("month");
    assertThat(found.getUnitAmountDecimal()).isEqualByComparingTo("2500");
  }

  @Test
  void a_lookup_key_belongs_to_one_price_until_it_is_transferred() throws Exception {
    Product team = product("team");
    Price old = shop.stripe.prices().create(monthly(team, 2500).setLookupKey("team-month").build());
    var rise = monthly(team, 2900).setLookupKey("team-month");
    assertThatThrownBy(() -> shop.stripe.prices().create(rise.build()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.getParam()).isEqualTo("lookup_key"));

    Price dearer = shop.stripe.prices().create(rise.setTransferLookupKey(true).build());

    assertThat(byKey("team-month").getId()).isEqualTo(dearer.getId());
    assertThat(shop.stripe.prices().retrieve(old.getId()).getLookupKey()).isNull();
  }

  @Test
  void a_product_id_can_be_chosen_once() throws Exception {
    product("team");

    assertThatThrownBy(() -> product("team"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.getCode()).isEqualTo("resource_already_exists"));
  }

  @Test
  void a_price_that_is_paid_once_cannot_be_subscribed_to() throws Exception {
    Price pack =
        shop.stripe
            .prices()
            .create(
                PriceCreateParams.builder()
                    .setCurrency("usd")
                    .setUnitAmount(1000L)
                    .setProduct(product("pack").getId())
                    .build());

    assertThatThrownBy(
            () ->
                shop.stripe
                    .checkout()
                    .sessions()
                    .create(shop.order(shop.customer(), pack, 1).build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("not recurring");
  }

  private Product product(String id) throws StripeException {
    return shop.stripe
        .products()
        .create(ProductCreateParams.builder().setId(id).setName("Team").build());
  }

  private Price byKey(String key) throws StripeException {
    var params = PriceListParams.builder().addLookupKey(key).addExpand("data.product").build();
    return shop.stripe.prices().list(params).getData().getFirst();
  }

  private static PriceCreateParams.Builder monthly(Product product, long amount) {
    return PriceCreateParams.builder()
        .setCurrency("usd")
        .setUnitAmount(amount)
        .setProduct(product.getId())
        .setRecurring(
            PriceCreateParams.Recurring.builder()
                .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                .build());
  }
}
