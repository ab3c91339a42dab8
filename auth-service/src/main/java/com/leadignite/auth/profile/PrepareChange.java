package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordStore;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.phone.ChangePhone;
import com.leadignite.auth.phone.ChangePhone.Move;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.profile.PreparedChange.NewPassword;
import com.leadignite.auth.profile.ProveIdentity.Proof;
import com.leadignite.auth.verify.RequestEmailChange;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Checks what a person wants to change, and hashes their new password. */
@Singleton
final class PrepareChange {

  private final ProveIdentity proveIdentity;
  private final PasswordStore stored;
  private final NewPasswords newPasswords;
  private final Passwords passwords;
  private final RateLimiter limiter;
  private final RequestEmailChange requestEmailChange;
  private final MailConfig mail;
  private final ChangePhone changePhone;

  PrepareChange(
      ProveIdentity proveIdentity,
      PasswordStore stored,
      NewPasswords newPasswords,
      Passwords passwords,
      RateLimiter limiter,
      RequestEmailChange requestEmailChange,
      MailConfig mail,
      ChangePhone changePhone) {
    this.proveIdentity = proveIdentity;
    this.stored = stored;
    this.newPasswords = newPasswords;
    this.passwords = passwords;
    this.limiter = limiter;
    this.requestEmailChange = requestEmailChange;
    this.mail = mail;
    this.changePhone = changePhone;
  }

  /**
   * Prepares a change. Judges neither the password that was shown nor whether the new one is the
   * same.
   *
   * @param current the password that was shown, right or wrong
   */
  Uni<PreparedChange> prepare(
      Caller.Person caller,
      Account account,
      Proof proof,
      @Nullable Password current,
      AccountChange change) {
    Map<String, Object> data = change.data() == null ? Map.of() : change.data();
    UserMetadata.check(data);
    Optional<EmailAddress> other =
        Optional.ofNullable(change.email()).filter(email -> !email.equals(account.email()));
    Optional<EmailAddress> movesTo = other.filter(email -> mail.autoconfirm());
    Optional<EmailAddress> asks = other.filter(email -> !mail.autoconfirm());
    Optional<PhoneNumber> number =
        Optional.ofNullable(change.phone()).filter(phone -> !phone.equals(account.phone()));
    Password wanted = change.password();
    if (account.anonymous()) {
      requireAddress(wanted, movesTo);
    } else if (other.isPresent() || number.isPresent() || wanted != null) {
      boolean both = number.isPresent() || (other.isPresent() && !isAgreedTo(account));
      proveIdentity.require(caller, proof, both);
    }
    return (asks.isEmpty()
            ? Uni.createFrom().voidItem()
            : limiter.require(Limit.EMAIL_CHANGE, caller.userId().toString()))
        .chain(() ->
            wanted == null
                ? Uni.createFrom().item(Optional.<NewPassword>empty())
                : password(
                        caller,
                        other.<Address>map(email -> email).orElse(account.address()),
                        current,
                        wanted)
                    .map(Optional::of))
        .chain(password ->
            phone(caller, number)
                .map(phone ->
                    new PreparedChange(
                        account, movesTo, asks, change.flow(), phone, password, data)));
  }

  private Uni<Optional<Move>> phone(Caller.Person caller, Optional<PhoneNumber> number) {
    return number.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : changePhone.prepare(caller, number.get()).map(Optional::of);
  }

  /** Counts those that are compared with the present one, whether they are it or not. */
  private Uni<NewPassword> password(
      Caller.Person caller,
      @Nullable Address address,
      @Nullable Password current,
      Password wanted) {
    return limiter
        .require(Limit.PASSWORD_CHANGE, caller.sessionId().toString())
        .chain(() -> limiter.require(Limit.ACCOUNT_PASSWORD_CHANGE, caller.userId().toString()))
        .chain(() ->
            current == null
                ? compared(caller, address, wanted)
                : hashed(address, wanted, () -> wanted.isSame(current)));
  }

  /** Whether its present mailbox, if it has one, has to agree to a change of address. */
  private boolean isAgreedTo(Account account) {
    return !mail.autoconfirm()
        && (account.email() == null || requestEmailChange.currentAgrees(account));
  }

  /**
   * The person never showed a credential that could be asked for again: whoever has the session of
   * an anonymous account has all there is. A password without an address leads nowhere.
   */
  private static void requireAddress(@Nullable Password wanted, Optional<EmailAddress> movesTo) {
    if (wanted != null && movesTo.isEmpty()) {
      throw AuthProblem.ADDRESS_BEFORE_PASSWORD.problem();
    }
  }

  /** If no password was shown, the new one is compared with what is stored. */
  private Uni<NewPassword> compared(
      Caller.Person caller, @Nullable Address address, Password wanted) {
    return stored
        .ofCaller(caller)
        .chain(phc -> hashed(address, wanted, () -> passwords.isRight(wanted, phc.orElse(null))));
  }

  private Uni<NewPassword> hashed(
      @Nullable Address address, Password wanted, BooleanSupplier same) {
    return newPasswords.accept(
        wanted,
        address,
        List.of(),
        () -> new NewPassword(passwords.hash(wanted), same.getAsBoolean()));
  }
}
