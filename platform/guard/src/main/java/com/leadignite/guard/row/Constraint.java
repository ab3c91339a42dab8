package com.leadignite.guard.row;

/** Which constraint a statement violated, so that a store can answer with its own problem. */
public final class Constraint {

  private Constraint() {}

  /**
   * Whether the statement failed because it broke the named constraint or unique index.
   *
   * @param failure what {@link Rows} failed with
   * @param name the constraint's name as the migration gives it
   */
  public static boolean violated(Throwable failure, String name) {
    return failure instanceof RowFailure row
        && row.sqlState().startsWith("23")
        && row.constraint().equals(name);
  }
}
