package com.leadignite.auth.signin;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.organization.OpenInvitationStore;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Decides whether an address may get an account. The caller does the same work whatever the
 * decision is, and tells it to the mailbox alone (B18).
 */
@Singleton
public final class Admission {

  private final SignUpConfig config;
  private final OpenInvitationStore invitations;

  Admission(SignUpConfig config, OpenInvitationStore invitations) {
    this.config = config;
    this.invitations = invitations;
  }

  /** Whether an address without an account may get one. */
  public Uni<Boolean> admits(Transaction transaction, Address address) {
    return switch (config.signUpMode()) {
      case OPEN -> Uni.createFrom().item(true);
      case CLOSED -> Uni.createFrom().item(false);
      case INVITED ->
          switch (address) {
            case EmailAddress email -> invitations.isInvited(transaction, email);
            // Invitations are for mailboxes.
            case PhoneNumber _ -> Uni.createFrom().item(false);
          };
    };
  }
}
