package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.account.EmailChangeStore.NewChange;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.admin.FindInvited.Found;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.OneTimeConfig;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.OneTimeSecret;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.verify.RequestEmailChange;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a code and a link for somebody, which an administrator hands over: no mail is sent. They
 * are good for what a mailed one is good for, once, and replace it.
 */
@Singleton
public final class GenerateLink {

  private final AdminUserStore users;
  private final AdminChangeStore changes;
  private final FindInvited findInvited;
  private final AccountStore accounts;
  private final EmailChangeStore emailChanges;
  private final RequestEmailChange requestEmailChange;
  private final OneTimeMail oneTimeMail;
  private final OneTimeConfig config;
  private final NewPasswords newPasswords;
  private final AuditEvents events;
  private final Clock clock;

  GenerateLink(
      AdminUserStore users,
      AdminChangeStore changes,
      FindInvited findInvited,
      AccountStore accounts,
      EmailChangeStore emailChanges,
      RequestEmailChange requestEmailChange,
      OneTimeMail oneTimeMail,
      OneTimeConfig config,
      NewPasswords newPasswords,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.findInvited = findInvited;
    this.accounts = accounts;
    this.emailChanges = emailChanges;
    this.requestEmailChange = requestEmailChange;
    this.oneTimeMail = oneTimeMail;
    this.config = config;
    this.newPasswords = newPasswords;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Makes one.
   *
   * @return fails with email-exists if the account is confirmed that a sign-up or an invitation is
   *     for, or if the new address has one; with user-not-found, weak-password or forbidden
   */
  public Uni<GeneratedLink> generate(Caller caller, LinkRequest wanted) {
    UserMetadata.check(wanted.data());
    return checkPassword(wanted)
        .chain(() -> findInvited.ask(wanted))
        .chain(() ->
            users
                .asAdministration()
                .transaction(tx ->
                    findInvited
                        .of(tx, caller, wanted)
                        .chain(found -> generate(tx, wanted.as(found.type()), found))));
  }

  private Uni<Void> checkPassword(LinkRequest wanted) {
    Password password = wanted.password();
    return password == null
        ? Uni.createFrom().voidItem()
        : newPasswords.accept(password, wanted.email(), List.of(), () -> true).replaceWithVoid();
  }

  private Uni<GeneratedLink> generate(Transaction tx, LinkRequest wanted, Found found) {
    Account account = found.account();
    LinkType type = found.type();
    tx.record(
        events
            .of("auth.link.generated")
            .tenant(account.tenantId())
            .target("user", account.id(), account.name())
            .meta("type", type.wireName())
            .build());
    return secret(tx, wanted, account)
        .call(() -> findInvited.describe(tx, account, wanted))
        .call(() ->
            type == LinkType.INVITE
                ? changes.invited(tx, account.id(), clock.instant())
                : Uni.createFrom().voidItem())
        .chain(secret ->
            users
                .find(tx, account.id())
                .map(Optional::orElseThrow)
                .map(now -> link(now, type, secret, wanted.flow().redirectTo())));
  }

  private GeneratedLink link(
      Account account, LinkType type, OneTimeSecret secret, String redirectTo) {
    return new GeneratedLink(
        account, type, oneTimeMail.link(type.purpose(), secret, redirectTo), secret, redirectTo);
  }

  private Uni<OneTimeSecret> secret(Transaction tx, LinkRequest wanted, Account account) {
    LinkType type = wanted.type();
    if (!type.changesEmail()) {
      return oneTimeMail.make(
          tx, Issue.to(type.purpose(), wanted.email(), account.id(), wanted.flow()));
    }
    EmailAddress to =
        Optional.ofNullable(wanted.newEmail())
            .orElseThrow(() -> invalid("new_email is required for a change of address"));
    boolean currentAgrees = requestEmailChange.currentAgrees(account);
    if (type == LinkType.EMAIL_CHANGE_CURRENT && !currentAgrees) {
      throw invalid("Enable secure email change to generate link for current email");
    }
    return accounts
        .isTaken(tx, to)
        .chain(taken -> {
          if (taken) {
            throw AuthProblem.EMAIL_EXISTS.problem();
          }
          return oneTimeMail.make(
              tx,
              new Issue(
                  type.purpose(),
                  type == LinkType.EMAIL_CHANGE_NEW ? to : wanted.email(),
                  account.id(),
                  wanted.flow(),
                  Map.of(OneTimeMail.NEW_EMAIL, to.value()),
                  false));
        })
        .call(() -> begin(tx, account, to, currentAgrees));
  }

  private Uni<Void> begin(Transaction tx, Account account, EmailAddress to, boolean currentAgrees) {
    Instant now = clock.instant();
    return emailChanges.begin(
        tx,
        new NewChange(
            account.id(),
            account.tenantId(),
            null,
            to,
            currentAgrees,
            now,
            now.plus(config.life())));
  }

  private static Problem invalid(String why) {
    return new Problem(CommonProblem.VALIDATION_FAILED, why);
  }
}
