package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.session.EndReason;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.row.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of an account as it is now that it is locked.
 *
 * @param tx in which it is changed
 * @param account what it is
 * @param wanted what it is to be
 * @param phc the hash of a new password; empty if there is none, or it is not kept
 * @param now when
 */
record UserUpdate(
    Transaction tx, Account account, UserChange wanted, Optional<String> phc, Instant now) {

  boolean moves() {
    return wanted.email() != null && !wanted.email().equals(account.email());
  }

  boolean movesPhone() {
    return wanted.phone() != null && !wanted.phone().equals(account.phone());
  }

  Optional<EndReason> endsSessions() {
    if (wanted.ban() != null && wanted.ban().length() != null) {
      return Optional.of(EndReason.BANNED);
    }
    if (wanted.password() != null) {
      return Optional.of(EndReason.PASSWORD_CHANGED);
    }
    if (moves()) {
      return Optional.of(EndReason.EMAIL_CHANGED);
    }
    return movesPhone() ? Optional.of(EndReason.PHONE_CHANGED) : Optional.empty();
  }

  /** Starts an audit event of it, by the caller who asked for it. */
  AuditEvents.Builder event(AuditEvents events, String action) {
    return events
        .of(action)
        .tenant(account.tenantId())
        .target("user", account.id(), account.name());
  }
}
