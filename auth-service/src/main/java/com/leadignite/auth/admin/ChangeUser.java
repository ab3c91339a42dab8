package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes an account for its administrators. Another password or address, or a ban, ends its
 * sessions and revokes its tokens in every service.
 */
@Singleton
public final class ChangeUser {

  private final AdminUserStore users;
  private final StoreUserChange storeChange;
  private final NewPasswords newPasswords;
  private final Passwords passwords;
  private final RevokeTokens revokeTokens;

  ChangeUser(
      AdminUserStore users,
      StoreUserChange storeChange,
      NewPasswords newPasswords,
      Passwords passwords,
      RevokeTokens revokeTokens) {
    this.users = users;
    this.storeChange = storeChange;
    this.newPasswords = newPasswords;
    this.passwords = passwords;
    this.revokeTokens = revokeTokens;
  }

  /**
   * Changes an account.
   *
   * @return the account afterwards; fails with user-not-found, email-exists, weak-password,
   *     last-admin or forbidden, and with unavailable, 503, if Redis does not answer: then it is
   *     changed, and its tokens are revoked as soon as Redis does
   */
  public Uni<Account> change(Caller caller, UserId user, UserChange wanted) {
    UserMetadata.check(wanted.userMetadata());
    if (wanted.role() != null && !UserAdminPolicy.isGiven(wanted.role())) {
      throw Violations.of("role", "must be user, agent, manager or admin");
    }
    return account(user)
        .chain(account -> hash(account, wanted))
        .chain(phc ->
            users
                .asAdministration()
                .transaction(tx -> storeChange.store(tx, caller, user, wanted, phc)))
        .chain(revokeTokens::publish)
        .chain(() -> account(user));
  }

  private Uni<Account> account(UserId user) {
    return users.find(user).map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem));
  }

  /** The hash of a new password; none for an address that nobody confirmed (decision 016). */
  private Uni<Optional<String>> hash(Account account, UserChange wanted) {
    Password password = wanted.password();
    if (password == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return newPasswords.accept(
        password,
        address(account, wanted),
        List.of(),
        () ->
            willBeConfirmed(account, wanted)
                ? Optional.of(passwords.hash(password))
                : Optional.empty());
  }

  private static boolean willBeConfirmed(Account account, UserChange wanted) {
    boolean moves = wanted.email() != null && !wanted.email().equals(account.email());
    boolean movesPhone = wanted.phone() != null && !wanted.phone().equals(account.phone());
    return wanted.confirmed()
        || wanted.phoneConfirmed()
        || (!moves && account.emailConfirmedAt() != null)
        || (!movesPhone && account.phoneConfirmedAt() != null);
  }

  private static @Nullable Address address(Account account, UserChange wanted) {
    Address email = wanted.email() == null ? account.email() : wanted.email();
    Address phone = wanted.phone() == null ? account.phone() : wanted.phone();
    return email == null ? phone : email;
  }

  /** What a change does to an account, for the policy. */
  static Set<Action> actions(Account account, UserChange wanted) {
    Set<Action> actions = EnumSet.of(Action.CHANGE);
    if (wanted.ban() != null) {
      actions.add(Action.BAN);
    }
    Role role = wanted.role();
    if (role != null && role != account.role()) {
      actions.add(Action.CHANGE_ROLE);
    }
    return actions;
  }

  /**
   * Refuses what the policy does not allow.
   *
   * @throws Problem forbidden
   */
  static void require(Caller caller, Set<Action> actions, AdministeredUser user) {
    for (Action action : actions) {
      String refusal =
          switch (UserAdminPolicy.decide(
              caller, action, user.account().id(), user.platformAdmin())) {
            case ALLOWED -> "";
            case SELF -> "You cannot do this to your own account.";
            case NOT_BY_SERVICES -> "Services do not administer platform administrators.";
            case NOT_ADMINISTRATOR -> "Only a platform administrator may.";
          };
      if (!refusal.isEmpty()) {
        throw new Problem(CommonProblem.FORBIDDEN, refusal);
      }
    }
  }
}
