package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.Person;
import io.orgplane.testing.SuiteClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MembershipTest
class MailTest extends Scenario {

  @AfterEach
  void the_mail_server_runs() {
    if (!Objects.requireNonNull(mailServer).isRunning()) {
      mailServer.start();
    }
  }

  @Test
  void an_invitation_says_who_invites_where_as_what_and_until_when() {
    Org org = anOrganization(aPerson("Ann"), "Acme Ltd");
    Person bob = aPerson("Bob");

    invite(org.owner(), org, "admin", List.of(bob.email())).then().statusCode(201);

    Mails.Arrived mail = mails().await(bob.email(), 1).getFirst();
    assertThat(mail.subject()).isEqualTo("You are invited to Acme Ltd");
    for (String form : List.of(mail.text(), mail.html())) {
      assertThat(form)
          .contains(org.owner().name(), "Acme Ltd", "an Admin", "UTC")
          .contains(Mails.ORIGIN + "/accept-invitation#token=" + mail.token().orElseThrow());
    }
    assertThat(mail.html()).contains("<html lang=\"en\">", "<title>", "<h1", "<main");
  }

  @Test
  void names_that_people_typed_stay_names() {
    Person ann =
        aPerson("Ann").withName("<img src=x onerror=alert(1)> http://evil.example \r\nBcc: x@y.z");
    Org org = anOrganization(ann, "<b>Acme</b> & Sons");
    Person bob = aPerson("Bob");

    invite(ann, org, "viewer", List.of(bob.email())).then().statusCode(201);

    Mails.Arrived mail = mails().await(bob.email(), 1).getFirst();
    assertThat(mail.subject()).isEqualTo("You are invited to <b>Acme</b> & Sons");
    assertThat(mail.html())
        .doesNotContain("<img", "<b>", "http://evil")
        .contains("&lt;b&gt;Acme&lt;/b&gt; &amp; Sons", "&lt;img src=x");
    assertThat(mail.text()).doesNotContain("http://evil").contains("<b>Acme</b> & Sons");
    assertThat(mails().to("x@y.z")).isEmpty();
  }

  @Test
  void a_mail_server_that_is_down_delays_mails_and_nothing_else() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    Objects.requireNonNull(mailServer).stop();

    invite(org.owner(), org, "viewer", List.of(bob.email())).then().statusCode(201);
    EVENTS.awaitEvent("member-invited", org.id());
    String token = tokenAfter(org, bob, mailServer::start);

    accept(bob, token).then().statusCode(200);
  }

  @Test
  void whoever_has_got_an_invitation_learns_that_it_was_taken_back() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String id =
        invite(org.owner(), org, "viewer", List.of(bob.email())).path("results[0].invitationId");
    mails().token(bob.email(), 1);
    Awaitility.await()
        .until(() -> DATABASE.count("mail_outbox WHERE recipient = ?", bob.email()) == 0);

    by(org.owner()).delete(org.path() + "/invitations/" + id).then().statusCode(204);

    assertThat(mails().awaitSubject(bob.email(), "was taken back").text())
        .contains("Acme")
        .doesNotContain("#token=");
  }

  @Test
  void an_owner_of_a_read_only_organization_is_not_sent_to_buy_seats() {
    Org org = anOrganization();
    EVENTS.publish(entitlements(org, 5, 10, true));
    awaitEntitlement(org, 5);
    Person bob = aPerson("Bob");

    accept(bob, link(org, bob, "viewer").token()).then().statusCode(409);

    assertThat(mails().awaitSubject(org.owner().email(), "is read-only").text())
        .contains(bob.email(), "subscription")
        .doesNotContain("seat");
  }

  @Test
  void the_owners_are_told_again_of_somebody_who_still_finds_no_seat_a_day_later() {
    Org org = anOrganization();
    Person bob = aPerson("Bob");
    Link link = link(org, bob, "viewer");
    accept(bob, link.token()).then().statusCode(409);
    accept(bob, link.token()).then().statusCode(409);
    mails().await(org.owner().email(), 1);
    advance(Duration.ofHours(25));
    try {
      accept(bob, link.token()).then().statusCode(409);
      assertThat(mails().await(org.owner().email(), 2)).hasSize(2);
    } finally {
      SuiteClock.reset();
    }
  }

  @Test
  void somebody_who_has_not_answered_is_reminded_once_and_either_link_works() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    Person carol = aPerson("Carol");
    String first = invited(org, bob, "viewer");
    invited(org, carol, "viewer");
    try {
      advance(Duration.ofDays(6).plusHours(13));
      Mails.Arrived reminder = mails().awaitSubject(bob.email(), "ends soon");
      assertThat(reminder.text()).contains(org.owner().name(), "a Viewer", "no further reminder");
      String second = mails().token(carol.email(), 2);
      assertThat(audited(org, "invitation-reminded", 2)).hasSize(2);

      accept(bob, first).then().statusCode(200);
      accept(carol, second).then().statusCode(200);
      accept(bob, reminder.token().orElseThrow()).then().statusCode(200);
      assertThat(mails().to(bob.email())).hasSize(2);
    } finally {
      SuiteClock.reset();
    }
  }

  @Test
  void every_mail_can_be_read_by_everybody() {
    Org org = aRoomyOrganization();
    Person bob = aMember(org, "viewer");
    remove(org.owner(), org, bob).then().statusCode(202);
    mails().awaitSubject(bob.email(), "no longer");

    for (Mails.Arrived mail : mails().to(bob.email())) {
      assertThat(mail.html())
          .contains("<html lang=\"en\">", "<title>" + mail.subject() + "</title>", "<h1")
          .contains("Orgplane")
          .doesNotContain("<img", "{brand", "click here");
      assertThat(mail.text()).isNotBlank().doesNotContain("<", "{");
    }
  }

  @Test
  void no_dump_of_the_database_event_or_answer_holds_a_token() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    Objects.requireNonNull(mailServer).stop();
    String invited = invite(org.owner(), org, "viewer", List.of(bob.email())).asString();
    String listed = by(org.owner()).get(org.path() + "/invitations").asString();
    List<String> dump = DATABASE.dump();
    byte[] sealed =
        (byte[])
            Objects.requireNonNull(
                DATABASE
                    .single("SELECT sealed FROM mail_outbox WHERE recipient = ?", bob.email())
                    .get("sealed"));

    String token = tokenAfter(org, bob, mailServer::start);

    assertThat(dump).isNotEmpty().noneMatch(row -> row.contains(token));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(token);
    assertThat(invited).doesNotContain(token).doesNotContain("accept-invitation");
    assertThat(listed).doesNotContain(token);
    assertThat(EVENTS.allEventsOf(org.id()))
        .isNotEmpty()
        .noneMatch(event -> event.data().toString().contains(token));
    assertThat(DATABASE.dump()).noneMatch(row -> row.contains(token));
  }

  @Test
  void an_invitation_taken_back_before_its_mail_went_out_sends_none() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    Objects.requireNonNull(mailServer).stop();
    String id =
        invite(org.owner(), org, "viewer", List.of(bob.email())).path("results[0].invitationId");

    by(org.owner()).delete(org.path() + "/invitations/" + id).then().statusCode(204);

    assertThat(DATABASE.count("mail_outbox WHERE recipient = ?", bob.email())).isZero();
  }

  /** The mail is out, and its row, with the sealed token, is gone. */
  private String tokenAfter(Org org, Person person, Runnable remedy) {
    assertThat(DATABASE.count("mail_outbox WHERE organization_id = ?", org.uuid())).isEqualTo(1);
    remedy.run();
    String token = mails().token(person.email(), 1);
    Awaitility.await()
        .until(() -> DATABASE.count("mail_outbox WHERE recipient = ?", person.email()) == 0);
    return token;
  }
}
