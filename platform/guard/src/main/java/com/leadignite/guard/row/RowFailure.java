package com.leadignite.guard.row;

import io.vertx.pgclient.PgException;
import java.util.Objects;

/**
 * A statement that PostgreSQL refused. Nothing of its transaction remains.
 *
 * <p>Safe to log: PostgreSQL's own message is kept only if it cannot quote a stored or sent value;
 * parameters are never part of a statement's text.
 */
public final class RowFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final String constraint;

  RowFailure(PgException refusal, String sql) {
    super(describe(refusal, sql));
    this.sqlState = Objects.requireNonNullElse(refusal.getSqlState(), "");
    this.constraint = Objects.requireNonNullElse(refusal.getConstraint(), "");
  }

  /** The five characters of PostgreSQL's error code, for example {@code 23505}. */
  public String sqlState() {
    return sqlState;
  }

  /** The constraint or unique index that was broken; empty if it was something else. */
  public String constraint() {
    return constraint;
  }

  private static String describe(PgException refusal, String sql) {
    String state = Objects.requireNonNullElse(refusal.getSqlState(), "");
    StringBuilder text = new StringBuilder("SQLSTATE ").append(state);
    if (refusal.getConstraint() != null) {
      text.append(", constraint ").append(refusal.getConstraint());
    }
    // Class 22 quotes the value it could not read, class 23 the row; class 42 and 'raise' do not.
    if (state.startsWith("42") || state.startsWith("P0")) {
      text.append(", ").append(refusal.getErrorMessage());
    }
    return text.append(", in: ").append(sql.strip().replaceAll("\\s+", " ")).toString();
  }
}
