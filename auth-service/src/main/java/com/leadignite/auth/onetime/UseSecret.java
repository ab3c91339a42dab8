package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.onetime.OneTimeStore.Candidate;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Uses one-time secrets up: each once, however many try at once (B20, B22). */
@Singleton
public final class UseSecret {

  private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Duration KEPT = Duration.ofHours(1);

  private final OneTimeStore store;
  private final VoidSecretStore voidSecrets;
  private final NewcomerStore newcomers;
  private final OneTimeSecrets secrets;
  private final OneTimeConfig config;
  private final Clock clock;

  UseSecret(
      OneTimeStore store,
      NewcomerStore newcomers,
      VoidSecretStore voidSecrets,
      OneTimeSecrets secrets,
      OneTimeConfig config,
      Clock clock) {
    this.store = store;
    this.voidSecrets = voidSecrets;
    this.newcomers = newcomers;
    this.secrets = secrets;
    this.config = config;
    this.clock = clock;
  }

  /** A code that was right; it is not used up yet. */
  public record RightCode(UUID id) {}

  /** Uses the secret of a link up; empty if there is none for one of the purposes. */
  public Uni<Optional<UsedSecret>> byLink(
      Transaction tx, String link, Collection<Purpose> purposes) {
    return LINK.matcher(link).matches()
        ? store.useLink(tx, OneTimeSecrets.hashLink(link), purposes, clock.instant())
        : Uni.createFrom().item(Optional.empty());
  }

  /**
   * Whether a code is one that was sent to the address. Every guess is counted, in a transaction of
   * its own, before it is compared; too many invalidate the code.
   */
  public Uni<Optional<RightCode>> check(
      Address address, Collection<Purpose> purposes, String code) {
    return store
        .guess(address, purposes, config.guesses(), clock.instant())
        .map(candidates -> right(candidates, code));
  }

  /**
   * As {@link #check(Address, Collection, String)}, on a device that the owner of the account
   * signed in on: when strangers have used up the guesses, as many are left there (B14).
   */
  public Uni<Optional<RightCode>> checkOnDevice(
      Address address, Collection<Purpose> purposes, String code) {
    return store
        .guess(address, purposes, 2 * config.guesses(), clock.instant())
        .map(candidates -> right(candidates, code));
  }

  /** Does the work of {@link #check} and finds nothing right. */
  public Uni<Optional<RightCode>> checkInVain(Address address, String code) {
    return store
        .guess(address, List.of(), config.guesses(), clock.instant())
        .map(candidates -> right(candidates, code));
  }

  /** Whom the use of a link makes an account for; uses nothing up. */
  public Uni<Optional<Newcomer>> newcomer(String link) {
    return LINK.matcher(link).matches()
        ? newcomers.find(Buffer.buffer(OneTimeSecrets.hashLink(link)), null)
        : Uni.createFrom().item(Optional.empty());
  }

  /** Whom the use of a code that was right makes an account for; uses nothing up. */
  public Uni<Optional<Newcomer>> newcomer(RightCode code) {
    return newcomers.find(null, code.id());
  }

  /** Uses up the secret of a code that was right; empty if somebody else was faster. */
  public Uni<Optional<UsedSecret>> use(Transaction tx, RightCode code) {
    return store.use(tx, code.id());
  }

  /** Invalidates the secrets that were sent to an address, whichever account they are for. */
  public Uni<Void> voidTo(Transaction tx, Address address) {
    return voidSecrets.deleteTo(tx, address);
  }

  /** Invalidates a person's secrets for some purposes. */
  public Uni<Void> voidOf(Transaction tx, UserId user, Collection<Purpose> purposes) {
    return voidSecrets.deleteOf(tx, user, purposes);
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-expired-secrets")
  Uni<Void> deleteExpired() {
    return voidSecrets.deleteExpired(clock.instant().minus(KEPT));
  }

  private Optional<RightCode> right(List<Candidate> candidates, String code) {
    return candidates.stream()
        .filter(candidate -> secrets.isCode(candidate.id(), code, candidate.codeHash().getBytes()))
        .map(candidate -> new RightCode(candidate.id()))
        .findFirst();
  }
}
