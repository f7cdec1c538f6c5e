package io.orgplane.local.story;

import io.orgplane.local.StackAddresses;
import java.time.Instant;
import java.util.UUID;

/**
 * What every chapter needs.
 *
 * @param play tells this play's people and things from those of an earlier one on the same data
 */
record Stage(
    StackAddresses addresses,
    Web web,
    EventWatch events,
    Telling telling,
    Causes causes,
    Identities identities,
    String play) {

  static Stage set(StackAddresses addresses, EventWatch events, Telling telling) {
    Web web = new Web();
    String play = UUID.randomUUID().toString().substring(0, 8);
    return new Stage(
        addresses, web, events, telling, new Causes(), new Identities(addresses, web), play);
  }

  /** By the stack's own clock, which can be moved ahead of the machine's. */
  Instant now() {
    Answer clock = web.send(Web.to(addresses.sandbox().resolve("/clock")).GET().build());
    return Instant.parse(clock.text("now"));
  }

  void chapter(String title) {
    telling.chapter(title);
  }

  Step step(String sentence) {
    telling.step(sentence);
    return new Step(telling, events, causes);
  }
}
