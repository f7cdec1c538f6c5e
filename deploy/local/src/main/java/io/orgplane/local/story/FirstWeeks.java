package io.orgplane.local.story;

import io.orgplane.local.Narrator;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.Story;
import io.orgplane.local.Verdict;

/** A team's first weeks with the product, from Ann's sign-up to the team's own AWS account. */
public final class FirstWeeks implements Story {

  @Override
  public Verdict play(StackAddresses addresses, Narrator narrator) {
    Telling telling = new Telling(narrator);
    try (EventWatch events = new EventWatch(addresses.kafka())) {
      play(Stage.set(addresses, events, telling));
    } catch (StoryBroken e) {
      telling.breaksOff(String.valueOf(e.getMessage()));
    }
    return telling.verdict();
  }

  private static void play(Stage stage) {
    Caller ann = new SigningUp(stage).play();
    CreatingAcme.Started started = new CreatingAcme(stage, ann).play();
    Acme acme = started.acme();
    BuyingTeam.Bought bought = new BuyingTeam(stage, ann, acme).play();
    GrowingTheTeam.Joined joined =
        new GrowingTheTeam(stage, ann, acme, bought.subscription())
            .play(started.production(), bought.staging());
    new CheckingAccess(stage, acme)
        .play(ann, joined.bob(), joined.carol(), started.production(), bought.staging());
    new UsingCredits(stage, ann, acme).play(joined.bob(), started.production());
    new RemovingBob(stage, ann, acme).play(joined.bob(), started.production());
    new UpgradingToBusiness(stage, ann, acme, bought.subscription()).play();
    new BringingTheirOwnKeys(stage, ann, acme).play(started.production());
  }
}
