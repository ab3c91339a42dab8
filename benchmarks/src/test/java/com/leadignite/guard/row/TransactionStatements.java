package com.leadignite.guard.row;

/** What surrounds each transaction, for measuring the same without a service. */
public final class TransactionStatements {

  /** Parameters: tenant, user, role and membership of the caller. */
  public static final String IDENTITY = Statements.IDENTITY;

  private TransactionStatements() {}
}
