package io.orgplane.sandbox.stripe.payment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's <a href="https://docs.stripe.com/testing">test payment methods</a>.
 *
 * @param atOnce refuses already when the card is attached or used for the first time
 * @param onCharge attaches, and refuses every charge
 */
public record TestCard(
    String token,
    String brand,
    String last4,
    String title,
    @Nullable Decline atOnce,
    @Nullable Decline onCharge) {
  private static final Map<String, TestCard> ALL = new LinkedHashMap<>();

  static {
    works("pm_card_visa", "visa", "4242", "Visa");
    works("pm_card_mastercard", "mastercard", "4444", "Mastercard");
    works("pm_card_amex", "amex", "8431", "American Express");
    refuses(
        "pm_card_visa_chargeDeclined",
        "0002",
        Decline.byIssuer("generic_decline", "Your card was declined."));
    refuses(
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "9995",
        Decline.byIssuer("insufficient_funds", "Your card has insufficient funds."));
    refuses(
        "pm_card_visa_chargeDeclinedLostCard",
        "9987",
        Decline.byIssuer("lost_card", "Your card was declined."));
    refuses(
        "pm_card_visa_chargeDeclinedStolenCard",
        "9979",
        Decline.byIssuer("stolen_card", "Your card was declined."));
    refuses(
        "pm_card_chargeDeclinedExpiredCard",
        "0069",
        new Decline("expired_card", null, "Your card has expired."));
    refuses(
        "pm_card_chargeDeclinedIncorrectCvc",
        "0127",
        new Decline("incorrect_cvc", null, "Your card's security code is incorrect."));
    refuses(
        "pm_card_chargeDeclinedProcessingError",
        "0119",
        new Decline("processing_error", null, "An error occurred while processing your card."));
    alias("pm_card_chargeDeclined", "pm_card_visa_chargeDeclined");
    alias(
        "pm_card_chargeDeclinedInsufficientFunds", "pm_card_visa_chargeDeclinedInsufficientFunds");
    add(
        new TestCard(
            "pm_card_chargeCustomerFail",
            "visa",
            "0341",
            "Visa, attaches but is declined on every charge",
            null,
            Decline.byIssuer("generic_decline", "Your card was declined.")));
  }

  public static Optional<TestCard> byToken(String token) {
    return Optional.ofNullable(ALL.get(token));
  }

  /** For a page that offers them: each card once. */
  public static Iterable<TestCard> offered() {
    return ALL.entrySet().stream()
        .filter(entry -> entry.getKey().equals(entry.getValue().token()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static void works(String token, String brand, String last4, String title) {
    add(new TestCard(token, brand, last4, title, null, null));
  }

  private static void refuses(String token, String last4, Decline decline) {
    String reason = decline.declineCode() == null ? decline.code() : decline.declineCode();
    add(
        new TestCard(
            token, "visa", last4, "Visa, declined: " + reason.replace('_', ' '), decline, decline));
  }

  private static void alias(String name, String of) {
    TestCard card = ALL.get(of);
    if (card != null) {
      ALL.put(name, card);
    }
  }

  private static void add(TestCard card) {
    ALL.put(card.token(), card);
  }
}
