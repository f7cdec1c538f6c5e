package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rest of the suite has to tell the Owners reaches their mailboxes. */
@MembershipTest
class NoticeTest extends Scenario {

  @ParameterizedTest
  @CsvSource({
    "billing, payment-failed, A payment has failed, billing",
    "billing, payment-reminded, A payment is still owed, billing",
    "billing, plan-change-scheduled, A plan change is scheduled, billing",
    "billing, credits-threshold-reached, of this period's credits, usage",
    "billing, credits-exhausted, Credits are exhausted, usage",
    "byok, byok-expiry-announced, expire soon, byok",
    "byok, byok-expired, have expired, byok",
    "byok, byok-suspended, is not used at present, billing",
    "byok, byok-degraded, has a problem, byok",
    "byok, byok-degraded.invalid, is refused, byok"
  })
  void owners_are_told_by_mail_with_a_link_to_the_page(
      String service, String example, String subject, String page) {
    Org org = anOrganization(aPerson("Ann"), "Acme Ltd");

    EVENTS.publish(OutgoingEvent.example(service, example, org.id()));

    Mails.Arrived mail = mails().awaitSubject(org.owner().email(), subject);
    String link = Mails.ORIGIN + "/organizations/" + org.id() + "/" + page;
    assertThat(mail.subject()).endsWith("(Acme Ltd)");
    assertThat(mail.html()).contains("Acme Ltd", "href=\"" + link + "\"", "<html lang=\"en\">");
    assertThat(mail.text()).contains("Acme Ltd", link).doesNotContain("{", "null");
  }

  @Test
  void every_owner_is_told_once_and_nobody_else() {
    Org org = aRoomyOrganization();
    Person second = aMember(org, "owner");
    Person admin = aMember(org, "admin");
    OutgoingEvent event = OutgoingEvent.example("billing", "payment-failed", org.id());

    EVENTS.publish(event);
    EVENTS.publish(event);
    EVENTS.publish(OutgoingEvent.example("billing", "payment-reminded", org.id()));

    for (Person owner : List.of(org.owner(), second)) {
      mails().awaitSubject(owner.email(), "still owed");
      assertThat(mails().to(owner.email()))
          .filteredOn(mail -> mail.subject().startsWith("A payment has failed"))
          .hasSize(1);
    }
    assertThat(mails().to(admin.email())).noneMatch(mail -> mail.subject().contains("payment"));
  }
}
