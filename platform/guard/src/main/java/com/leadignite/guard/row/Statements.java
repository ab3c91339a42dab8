package com.leadignite.guard.row;

/** The statements of every transaction. */
final class Statements {

  static final String BEGIN = "begin";

  static final String COMMIT = "commit";

  static final String ROLLBACK = "rollback";

  /** Valid until the end of the transaction, so that a pooled connection keeps no identity. */
  static final String IDENTITY =
      """
      select
        set_config('app.tenant_id', $1, true),
        set_config('app.user_id', $2, true),
        set_config('app.role', $3, true),
        set_config('app.member_since', $4, true)
      """;

  private Statements() {}
}
