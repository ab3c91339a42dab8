package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.profile.ProveIdentity.Shown;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a person's own password, address and metadata. Password and address need proof that it is
 * them, and end their other sessions (ASVS 7.5.1, 7.4.3).
 */
@Singleton
public final class ChangeAccount {

  private final AccountStore accounts;
  private final ProveIdentity proveIdentity;
  private final PrepareChange prepareChange;
  private final StoreChange storeChange;
  private final RevokeTokens revokeTokens;

  ChangeAccount(
      AccountStore accounts,
      ProveIdentity proveIdentity,
      PrepareChange prepareChange,
      StoreChange storeChange,
      RevokeTokens revokeTokens) {
    this.accounts = accounts;
    this.proveIdentity = proveIdentity;
    this.prepareChange = prepareChange;
    this.storeChange = storeChange;
    this.revokeTokens = revokeTokens;
  }

  /**
   * Changes the caller's account. Secrets are checked first, so that every attempt counts, and
   * judged last: any other fault is answered alike, whether they were right or wrong (B42).
   *
   * @param current proof that it is them, if they showed it
   * @param nonce the code of a mail, which is proof as well, if they showed it
   * @param wanted what they sent, which may yet be refused as it is read
   * @param network the client's address, or its network
   * @return the account afterwards; fails with reauthentication-needed, current-password-invalid,
   *     nonce-invalid, same-password, weak-password, email-exists or session-not-found
   */
  public Uni<Account> change(
      Caller.Person caller,
      @Nullable Password current,
      @Nullable String nonce,
      Supplier<AccountChange> wanted,
      String network) {
    return account(caller)
        .chain(account ->
            proveIdentity
                .check(caller, account, new Shown(current, nonce), network)
                .chain(proof ->
                    prepareChange
                        .prepare(caller, account, proof, current, wanted.get())
                        .chain(change -> storeChange.store(caller, proof, change))))
        .chain(revokeTokens::publish)
        .chain(() -> account(caller));
  }

  private Uni<Account> account(Caller.Person caller) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem));
  }
}
