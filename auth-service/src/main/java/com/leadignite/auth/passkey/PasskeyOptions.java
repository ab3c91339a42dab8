package com.leadignite.auth.passkey;

import com.leadignite.auth.mfa.Challenge;
import com.leadignite.auth.mfa.ChangeFactors;
import com.leadignite.auth.passkey.CreationOptions.Algorithm;
import com.leadignite.auth.passkey.CreationOptions.Party;
import com.leadignite.auth.passkey.CreationOptions.Selection;
import com.leadignite.auth.passkey.CreationOptions.User;
import com.leadignite.guard.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What browsers are asked to do with a challenge. */
@Singleton
public final class PasskeyOptions {

  /** A PIN or a fingerprint, if the authenticator can ask for one: not all security keys can. */
  private static final String IF_POSSIBLE = "preferred";

  private final ChangeFactors changeFactors;
  private final PasskeyStore store;
  private final RelyingParty party;
  private final Clock clock;

  PasskeyOptions(ChangeFactors changeFactors, PasskeyStore store, RelyingParty party, Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.party = party;
    this.clock = clock;
  }

  /**
   * For a challenge to show one of the caller's factors that is a passkey.
   *
   * @return how to make it, if it is being enrolled, and else how to show it
   */
  public Uni<FactorCeremony> ofFactor(Caller.Person caller, Challenge challenge) {
    UUID factor = Objects.requireNonNull(challenge.factor(), "it is for a factor");
    return changeFactors.holding(
        caller,
        (tx, held) -> {
          boolean verified = held.get(factor).factor().verified();
          return store
              .of(tx, caller.userId())
              .map(all ->
                  verified
                      ? FactorCeremony.show(request(challenge, of(factor, all)))
                      : FactorCeremony.make(create(caller, challenge, all, IF_POSSIBLE)));
        });
  }

  private static List<CredentialDescriptor> of(UUID factor, List<ListedPasskey> all) {
    return all.stream()
        .filter(passkey -> passkey.factor().id().equals(factor))
        .map(ListedPasskey::credential)
        .toList();
  }

  /**
   * How to make a passkey.
   *
   * @param existing those that the person has
   * @param discoverable whether it has to be one that signs in without a name: {@code required}
   */
  CreationOptions create(
      Caller.Person caller,
      Challenge challenge,
      List<ListedPasskey> existing,
      String discoverable) {
    String name = Objects.requireNonNullElse(caller.email(), caller.key());
    String handle =
        Base64.getUrlEncoder().withoutPadding().encodeToString(UserHandle.of(caller.userId()));
    return new CreationOptions(
        new Party(party.id(), party.name()),
        new User(handle, name, name),
        challenge.nonce(),
        CoseKeys.ALGORITHMS.stream().map(each -> new Algorithm("public-key", each)).toList(),
        timeout(challenge),
        existing.stream().map(ListedPasskey::credential).toList(),
        new Selection(discoverable, discoverable.equals("required"), IF_POSSIBLE),
        "none");
  }

  /** How to show one of these passkeys, or whichever the browser has if there are none. */
  RequestOptions request(Challenge challenge, List<CredentialDescriptor> allowed) {
    return new RequestOptions(
        challenge.nonce(), timeout(challenge), party.id(), allowed, IF_POSSIBLE);
  }

  private long timeout(Challenge challenge) {
    return Math.max(0, Duration.between(clock.instant(), challenge.expiresAt()).toMillis());
  }
}
