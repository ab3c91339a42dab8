package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Finds the account that a link is for, or makes it for the types that make one. */
@Singleton
final class FindInvited {

  private final AdminUserStore users;
  private final AccountStore accounts;
  private final CreateUser createUser;
  private final BeforeUserCreated beforeUserCreated;
  private final Clock clock;

  FindInvited(
      AdminUserStore users,
      AccountStore accounts,
      CreateUser createUser,
      BeforeUserCreated beforeUserCreated,
      Clock clock) {
    this.users = users;
    this.accounts = accounts;
    this.createUser = createUser;
    this.beforeUserCreated = beforeUserCreated;
    this.clock = clock;
  }

  /**
   * The account, and what the link will be for.
   *
   * @param type another than was asked for, if that needs an account and there was none
   */
  record Found(Account account, LinkType type) {}

  /**
   * Asks the operator's server whether the person may have an account, if one will be made: before
   * the transaction that makes it.
   */
  Uni<Void> ask(LinkRequest wanted) {
    return beforeUserCreated.isOn()
        ? users
            .asAdministration()
            .transaction(tx -> users.findByEmail(tx, wanted.email()))
            .chain(found ->
                found.isPresent() || !type(wanted).isForNewAccounts()
                    ? Uni.createFrom().voidItem()
                    : beforeUserCreated.ask(wanted.email(), wanted.data()))
        : Uni.createFrom().voidItem();
  }

  /** A person without an account has to sign up first. */
  private static LinkType type(LinkRequest wanted) {
    return wanted.type() == LinkType.MAGICLINK ? LinkType.SIGNUP : wanted.type();
  }

  /**
   * Finds it, in a transaction of the administration. Locks nothing of an account that is there.
   *
   * @return fails with email-exists if it is for a new account and that is confirmed, with
   *     user-not-found if it is for one that is there, or with forbidden
   */
  Uni<Found> of(Transaction tx, Caller caller, LinkRequest wanted) {
    return users
        .findByEmail(tx, wanted.email())
        .chain(found -> {
          if (found.isPresent()) {
            ChangeUser.require(caller, Set.of(Action.CHANGE), found.get());
            return existing(wanted, found.get().account());
          }
          return made(tx, wanted);
        });
  }

  private static Uni<Found> existing(LinkRequest wanted, Account account) {
    if (wanted.type().isForNewAccounts() && account.emailConfirmedAt() != null) {
      throw AuthProblem.EMAIL_EXISTS.problem();
    }
    return Uni.createFrom().item(new Found(account, wanted.type()));
  }

  private Uni<Found> made(Transaction tx, LinkRequest wanted) {
    LinkType type = type(wanted);
    if (!type.isForNewAccounts()) {
      throw AuthProblem.USER_NOT_FOUND.problem();
    }
    return createUser
        .unconfirmed(tx, wanted.email(), wanted.data())
        .chain(user -> users.find(tx, user))
        .map(Optional::orElseThrow)
        .map(account -> new Found(account, type));
  }

  /** Merges what is known of a person who is not confirmed yet; after their secret was issued. */
  Uni<Void> describe(Transaction tx, Account account, LinkRequest wanted) {
    return wanted.data().isEmpty() || !wanted.type().isForNewAccounts()
        ? Uni.createFrom().voidItem()
        : accounts.changeMetadata(tx, account.id(), wanted.data(), clock.instant());
  }
}
