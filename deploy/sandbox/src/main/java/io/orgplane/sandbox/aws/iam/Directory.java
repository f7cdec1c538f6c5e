package io.orgplane.sandbox.aws.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The identities of the moment and the sessions given out; safe to use from any thread. */
public final class Directory {
  private static final int SESSIONS_REMEMBERED = 20_000;

  private final Clock clock;
  private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();
  private volatile Identities identities;

  public Directory(Clock clock, Identities initial) {
    this.clock = clock;
    this.identities = initial;
  }

  public Identities identities() {
    return identities;
  }

  /** Applies {@code change} as a whole or, when it throws, not at all. */
  public synchronized void change(UnaryOperator<Identities> change) {
    identities = change.apply(identities);
  }

  /** Gives out temporary credentials; expired ones stay known, so that they are told as expired. */
  public synchronized Session open(Caller caller, Duration lifetime) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var session =
        new Session(
            Credentials.id("ASIA"),
            Credentials.secret(),
            Credentials.sessionToken(),
            caller,
            now,
            now.plus(lifetime));
    sessions.put(session.accessKeyId(), session);
    if (sessions.size() > SESSIONS_REMEMBERED) {
      sessions.pollFirstEntry();
    }
    return session;
  }

  /** A session whose user or role is gone, or was made anew under the same name, is gone too. */
  public synchronized Optional<Session> session(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId)).filter(this::stillHasItsPrincipal);
  }

  public synchronized Collection<Session> sessions() {
    return List.copyOf(sessions.values());
  }

  private boolean stillHasItsPrincipal(Session session) {
    return switch (session.caller()) {
      case Caller.User user -> isUser(user.account(), user.name(), user.uniqueId());
      case Caller.FederatedUser user -> isUser(user.account(), user.user(), user.userId());
      case Caller.AssumedRole role ->
          identities
              .role(new Identities.Name(role.account(), role.role()))
              .filter(found -> found.uniqueId().equals(role.roleId()))
              .isPresent();
    };
  }

  private boolean isUser(AccountId account, String name, String uniqueId) {
    return identities
        .user(new Identities.Name(account, name))
        .filter(found -> found.uniqueId().equals(uniqueId))
        .isPresent();
  }
}
