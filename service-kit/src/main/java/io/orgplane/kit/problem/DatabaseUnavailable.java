package io.orgplane.kit.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong. */
public final class DatabaseUnavailable {

  private static final int CLASS_LENGTH = 2;

  private DatabaseUnavailable() {}

  public static boolean is(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> false;
      case PgException database -> isOutage(database.getSqlState());
      case ClosedConnectionException closed -> true;
      case ConnectException refused -> true;
      case UnknownHostException unknown -> true;
      case ClosedChannelException closed -> true;
      case TimeoutException late -> true;
      default -> isPoolFailure(failure) || is(failure.getCause());
    };
  }

  /**
   * PostgreSQL error classes 08 (connection exception), 53 (insufficient resources), 57 (operator
   * intervention), 58 (system error); and 25006, a standby that cannot write (PostgreSQL, appendix
   * A).
   */
  private static boolean isOutage(@Nullable String state) {
    if (state == null || state.length() < CLASS_LENGTH) {
      return false;
    }
    return switch (state.substring(0, CLASS_LENGTH)) {
      case "08", "53", "57", "58" -> true;
      default -> state.equals("25006");
    };
  }

  /** The client reports these with plain exceptions and a message only. */
  private static boolean isPoolFailure(Throwable failure) {
    String message = failure.getMessage();
    return message != null
        && (message.equals("Timeout")
            || message.startsWith("Connection is not active")
            || message.startsWith("Pool closed")
            || message.startsWith("Connection closed")
            || message.startsWith("Connection reset")
            || message.startsWith("Broken pipe")
            || message.startsWith("Max waiter size reached"));
  }
}
