package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.NewAccount;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.identity.ProvenIdentity;
import com.leadignite.auth.organization.InvitationStore;
import com.leadignite.auth.organization.InvitationToken;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates accounts. A person who was invited joins that organization with the role of the
 * invitation; anybody else becomes the admin of an organization of their own.
 */
@Singleton
public final class CreateAccount {

  private final AccountStore accounts;
  private final OrganizationStore organizations;
  private final InvitationStore invitations;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  CreateAccount(
      AccountStore accounts,
      OrganizationStore organizations,
      InvitationStore invitations,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.organizations = organizations;
    this.invitations = invitations;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** The organization of a new account, and the role in it. */
  private record Place(TenantId tenantId, Role role) {}

  /**
   * Creates an account without a password for somebody who reads what is sent to the address.
   *
   * @param data as at sign-up
   */
  public Uni<UserId> ofReader(Transaction tx, Address address, Map<String, Object> data) {
    return create(tx, NewPerson.of(address, data), null, true);
  }

  /**
   * Creates an account without a password whose address is to be confirmed.
   *
   * @param data as at sign-up
   */
  public Uni<UserId> unconfirmed(Transaction tx, Address address, Map<String, Object> data) {
    return create(tx, NewPerson.of(address, data), null, false);
  }

  /**
   * Creates an account without a password for somebody whose address a provider has verified.
   *
   * @param proven what the provider said; the account's only way to sign in
   */
  public Uni<UserId> ofProvider(Transaction tx, Address address, ProvenIdentity proven) {
    Instant now = clock.instant();
    return create(
        tx,
        NewPerson.of(address, proven.data()),
        null,
        true,
        user -> Identity.of(ids.next(), proven, now));
  }

  /**
   * Creates an account. Fails with user-already-exists or invite-not-found.
   *
   * @param phc the hash of its password, or null if it has none
   * @param confirmed whether its address counts as confirmed
   */
  Uni<UserId> create(Transaction tx, NewPerson person, @Nullable String phc, boolean confirmed) {
    return create(tx, person, phc, confirmed, user -> own(person, user));
  }

  private Identity own(NewPerson person, UserId user) {
    return Identity.own(
        ids.next(), person.address().provider(), user, person.data(), clock.instant());
  }

  private Uni<UserId> create(
      Transaction tx,
      NewPerson person,
      @Nullable String phc,
      boolean confirmed,
      Function<UserId, Identity> identity) {
    Instant now = clock.instant();
    UserId user = new UserId(ids.next());
    return place(tx, person, user, now)
        .chain(place -> {
          tx.record(
              event("auth.signup", person, user, place)
                  .target("user", user, person.address().value())
                  .meta("role", place.role().wireName())
                  .build());
          return accounts.insert(
              tx, account(person, user, place, phc, confirmed, identity.apply(user)), now);
        })
        .replaceWith(user);
  }

  /** Executes the statements that create an account of a person without an invitation (B18). */
  Uni<Void> createInVain(Transaction tx, NewPerson person) {
    Instant now = clock.instant();
    UserId nobody = new UserId(ids.next());
    Place nowhere = new Place(new TenantId(ids.next()), Role.ADMIN);
    return organizations
        .insertIf(tx, false, nowhere.tenantId(), person.organizationName(), now)
        .chain(() ->
            accounts.insert(
                tx, account(person, nobody, nowhere, null, false, own(person, nobody)), now));
  }

  private NewAccount account(
      NewPerson person,
      UserId user,
      Place place,
      @Nullable String phc,
      boolean confirmed,
      Identity identity) {
    return new NewAccount(
        user,
        place.tenantId(),
        place.role(),
        person.address(),
        phc,
        confirmed,
        person.data(),
        identity);
  }

  private Uni<Place> place(Transaction tx, NewPerson person, UserId user, Instant now) {
    if (person.invitation() == null) {
      Place place = new Place(new TenantId(ids.next()), Role.ADMIN);
      tx.record(
          event("organization.created", person, user, place)
              .target("organization", place.tenantId(), person.organizationName())
              .build());
      return organizations
          .insert(tx, place.tenantId(), person.organizationName(), now)
          .replaceWith(place);
    }
    // Invitations are for mailboxes.
    if (!(person.address() instanceof EmailAddress email)) {
      return Uni.createFrom().failure(AuthProblem.INVITE_NOT_FOUND.problem());
    }
    byte[] hash = InvitationToken.hash(person.invitation());
    return organizations
        .lockByInvitation(tx, hash)
        .chain(() -> invitations.accept(tx, hash, email, user, now))
        .map(accepted -> accepted.orElseThrow(AuthProblem.INVITE_NOT_FOUND::problem))
        .map(accepted -> new Place(accepted.tenantId(), accepted.role()))
        .invoke(place ->
            tx.record(
                event("organization.member.joined", person, user, place)
                    .target("user", user, person.address().value())
                    .meta("role", place.role().wireName())
                    .build()));
  }

  private AuditEvents.Builder event(String action, NewPerson person, UserId user, Place place) {
    return events
        .of(action)
        .actor("user", user.toString(), person.address().value())
        .tenant(place.tenantId());
  }
}
