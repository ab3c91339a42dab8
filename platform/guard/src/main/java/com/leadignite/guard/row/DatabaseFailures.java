package com.leadignite.guard.row;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.vertx.PgConnections;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;

/** Converts failures of the PostgreSQL client into those that {@link Rows} promises. */
final class DatabaseFailures {

  /** Lost to a concurrent transaction; the same statement may well succeed now. */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

  /** The server is there and may serve the same request soon. PostgreSQL manual, appendix A. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "28", "40", "53", "57", "58");

  /** Read-only after a failover, terminated for idling or its length, a lock not to be had. */
  private static final Set<String> PASSING_STATES =
      Set.of("25006", "25P03", "25P04", "3D000", "55P03");

  private DatabaseFailures() {}

  /** No connection: refused, lost, or none free in time. Nothing was sent. */
  static Problem unreachable(Throwable cause) {
    return unavailable("The service cannot reach its data at the moment.", cause);
  }

  /** The connection was lost before the commit was answered. */
  static Problem unconfirmed(Throwable cause) {
    return unavailable(
        "The service lost its data store before the request was confirmed; it may have taken"
            + " effect.",
        cause);
  }

  /** Whether PostgreSQL refused the statement, as opposed to no answer. */
  static boolean isRefusal(Throwable cause) {
    return cause instanceof PgException;
  }

  /** Whether running the same statement again makes sense. */
  static boolean isLostRace(Throwable cause) {
    return cause instanceof PgException refusal
        && (LOST_RACES.contains(state(refusal)) || isStalePlan(refusal));
  }

  /** A statement's failure on a connection that still answers. */
  static RuntimeException of(Throwable cause, String sql) {
    if (cause instanceof PgException refusal) {
      return isPassing(refusal)
          ? unavailable("The service's data store is overloaded or restarting.", refusal)
          : new RowFailure(refusal, sql);
    }
    // The client refused the parameters. Its message quotes the value, so it is not passed on.
    return new IllegalArgumentException(
        "the client would not send (" + cause.getClass().getSimpleName() + "): " + sql);
  }

  /** A statement's failure on a connection that may be the reason. */
  static RuntimeException of(Throwable cause, String sql, SqlConnection connection) {
    boolean lost =
        cause instanceof ClosedConnectionException
            // A reset reaches the statement before the connection is marked as closed.
            || cause instanceof IOException
            || !PgConnections.isValid(connection);
    return lost && !isRefusal(cause) ? unconfirmed(cause) : of(cause, sql);
  }

  private static boolean isPassing(PgException refusal) {
    String state = state(refusal);
    return PASSING_STATES.contains(state)
        || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)))
        || isStalePlan(refusal);
  }

  /** A migration changed what a prepared statement returns; the client forgets it on this error. */
  private static boolean isStalePlan(PgException refusal) {
    String state = state(refusal);
    return state.equals("26000")
        || (state.equals("0A000")
            && Objects.requireNonNullElse(refusal.getRoutine(), "")
                .equals("RevalidateCachedQuery"));
  }

  private static String state(PgException refusal) {
    return Objects.requireNonNullElse(refusal.getSqlState(), "");
  }

  private static Problem unavailable(String detail, Throwable cause) {
    return new Problem(CommonProblem.UNAVAILABLE, detail, cause).header("Retry-After", "1");
  }
}
