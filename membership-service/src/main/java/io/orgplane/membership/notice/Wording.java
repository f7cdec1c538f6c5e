package io.orgplane.membership.notice;

import io.orgplane.membership.mail.Letter.NoticeLetter;
import io.orgplane.membership.notice.Notable.ByokDegraded;
import io.orgplane.membership.notice.Notable.ByokExpired;
import io.orgplane.membership.notice.Notable.ByokExpiryAnnounced;
import io.orgplane.membership.notice.Notable.ByokSuspended;
import io.orgplane.membership.notice.Notable.CreditsExhausted;
import io.orgplane.membership.notice.Notable.CreditsThresholdReached;
import io.orgplane.membership.notice.Notable.PaymentFailed;
import io.orgplane.membership.notice.Notable.PaymentReminded;
import io.orgplane.membership.notice.Notable.PlanChangeScheduled;
import io.orgplane.membership.notice.Notable.PlanChangeScheduled.OverLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a notice: what has happened, what follows from it, and where to do something. */
final class Wording {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final int ALL = 100;

  private Wording() {}

  static NoticeLetter of(String organization, Notable event) {
    return switch (event) {
      case PaymentFailed failed ->
          letter(
              organization,
              "A payment has failed",
              List.of(
                  "A payment of %s could not be taken."
                      .formatted(money(failed.amount(), failed.currency())),
                  "Nothing changes yet. Check the payment method; the charge is tried again."),
              "See billing",
              "billing");
      case PaymentReminded owed ->
          letter(
              organization,
              "A payment is still owed",
              List.of(
                  "A payment is still owed.",
                  "Unless it is paid, the organization becomes read-only on %s."
                      .formatted(TIME.format(owed.readOnlyAt()))),
              "Pay, or change the payment method",
              "billing");
      case PlanChangeScheduled planned ->
          letter(
              organization,
              "A plan change is scheduled",
              planned(planned),
              "See or cancel the change",
              "billing");
      case CreditsThresholdReached reached -> threshold(organization, reached);
      case CreditsExhausted exhausted ->
          letter(
              organization,
              "Credits are exhausted",
              List.of(
                  "Work that costs credits is refused until there are more.",
                  nextGrant(exhausted.nextGrantAt())),
              "See credits",
              "usage");
      case ByokExpiryAnnounced soon ->
          letter(
              organization,
              "Your Bedrock credentials expire soon",
              List.of(
                  "The temporary key expires on %s and cannot be renewed for you."
                      .formatted(TIME.format(soon.expiresAt())),
                  "Store a new one before then, or a role or a long-term key."),
              "Change the credentials",
              "byok");
      case ByokExpired expired ->
          letter(
              organization,
              "Your Bedrock credentials have expired",
              List.of(
                  "The temporary key is over, so models are not called through your account.",
                  "Store a new one to go on."),
              "Change the credentials",
              "byok");
      case ByokSuspended suspended ->
          letter(
              organization,
              "Your Bedrock account is not used at present",
              List.of(
                  "The plan does not include bringing your own key any more.",
                  "The configuration is kept; it is used again once the plan includes it."),
              "See the plan",
              "billing");
      case ByokDegraded troubled -> degraded(organization, troubled);
    };
  }

  private static NoticeLetter threshold(String organization, CreditsThresholdReached reached) {
    String subject =
        reached.threshold() >= ALL
            ? "This period's credits are used up"
            : reached.threshold() + " % of this period's credits are used";
    return letter(
        organization,
        subject,
        List.of(
            "%s credits are left in all.".formatted(plain(reached.remaining())),
            nextGrant(reached.nextGrantAt())),
        "See credits",
        "usage");
  }

  private static NoticeLetter degraded(String organization, ByokDegraded troubled) {
    boolean invalid = troubled.status().equals("invalid");
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        invalid
            ? "Models are not called through your account until this is mended."
            : "A part of what your account is used for does not work.");
    troubled.failures().forEach(failure -> paragraphs.add(failure(failure)));
    paragraphs.add("Test the connection to see what to do about it.");
    return letter(
        organization,
        invalid ? "Your Bedrock account is refused" : "Your Bedrock account has a problem",
        paragraphs,
        "See the configuration",
        "byok");
  }

  private static String failure(ByokDegraded.Failure failure) {
    String subject = failure.model() == null ? failure.check() : failure.model();
    return "%s: %s.".formatted(subject, failure.kind().replace('-', ' '));
  }

  private static List<String> planned(PlanChangeScheduled planned) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "From %s the plan is %s. Until then the change can be cancelled."
            .formatted(TIME.format(planned.effectiveAt()), planned.plan()));
    if (!planned.overLimit().isEmpty()) {
      paragraphs.add(
          "As things are now there would be more than that plan allows: %s. Nothing is deleted; what is"
                  .formatted(
                      planned.overLimit().stream()
                          .map(Wording::overLimit)
                          .collect(Collectors.joining(", ")))
              + " too much becomes read-only or is suspended.");
    }
    return paragraphs;
  }

  private static String overLimit(OverLimit over) {
    return over.limit() == 0
        ? over.what()
        : "%d %s of %d".formatted(over.used(), over.what(), over.limit());
  }

  private static String nextGrant(@Nullable Instant at) {
    return at == null
        ? "No further grant is due."
        : "The next grant is due on %s.".formatted(TIME.format(at));
  }

  private static String plain(BigDecimal credits) {
    return credits.stripTrailingZeros().toPlainString();
  }

  /** The currency knows how many digits its smallest unit stands for. */
  private static String money(long amount, String currency) {
    Currency known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
    return BigDecimal.valueOf(amount, known.getDefaultFractionDigits()).toPlainString()
        + " "
        + known.getCurrencyCode();
  }

  private static NoticeLetter letter(
      String organization, String subject, List<String> paragraphs, String linkText, String page) {
    return new NoticeLetter(organization, subject, paragraphs, linkText, page);
  }
}
