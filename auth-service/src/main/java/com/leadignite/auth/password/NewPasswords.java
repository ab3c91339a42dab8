package com.leadignite.auth.password;

import com.leadignite.auth.account.Address;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where every new password is checked, whoever sets it: the rules can be asked nowhere else. */
@Singleton
public final class NewPasswords {

  private final PasswordRules rules;
  private final PasswordWorkers workers;
  private final RangeApi rangeApi;

  NewPasswords(PasswordRules rules, PasswordWorkers workers, RangeApi rangeApi) {
    this.rules = rules;
    this.workers = workers;
    this.rangeApi = rangeApi;
  }

  /**
   * Does what a new password is for, such as hashing it, if it is good enough.
   *
   * @param address whose password it is to be: a password may not be made of it; null if they have
   *     none
   * @param words other words that a guesser would try for this person, such as their organization
   * @param work runs on a thread that hashes passwords
   * @return fails with weak-password, with the reasons {@code length} or {@code pwned}, or as
   *     {@link PasswordWorkers#run} does
   */
  public <T> Uni<T> accept(
      Password password, @Nullable Address address, List<String> words, Supplier<T> work) {
    if (!rangeApi.isOn()) {
      return workers.run(() -> {
        check(password, address, words);
        return work.get();
      });
    }
    return workers
        .run(() -> check(password, address, words))
        .chain(rangeApi::knows)
        .invoke(known -> {
          if (known) {
            throw Weakness.PWNED.problem();
          }
        })
        .chain(() -> workers.run(work));
  }

  private Password check(Password password, @Nullable Address address, List<String> words) {
    rules.check(password, address, words);
    return password;
  }
}
