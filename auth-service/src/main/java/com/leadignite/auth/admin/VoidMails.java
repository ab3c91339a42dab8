package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.mail.Mails;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Voids the codes and links of an account that administrators change, and its change of address.
 * Call it before the account is locked: whoever uses a secret locks the two in this order.
 */
@Singleton
final class VoidMails {

  private final AdminUserStore users;
  private final UseSecret useSecret;
  private final EmailChangeStore emailChanges;
  private final Mails mails;

  VoidMails(AdminUserStore users, UseSecret useSecret, EmailChangeStore emailChanges, Mails mails) {
    this.users = users;
    this.useSecret = useSecret;
    this.emailChanges = emailChanges;
    this.mails = mails;
  }

  /** Voids them all. */
  Uni<Void> of(Transaction tx, UserId user) {
    return useSecret
        .voidOf(tx, user, EnumSet.allOf(Purpose.class))
        .chain(() -> emailChanges.delete(tx, user));
  }

  /** The same, and withdraws the mails and texts to its addresses that were not sent yet. */
  Uni<Void> ofDeleted(Transaction tx, UserId user) {
    return of(tx, user)
        .chain(() -> users.find(tx, user))
        .chain(found ->
            withdraw(tx, found.map(Account::email))
                .chain(() -> withdraw(tx, found.map(Account::phone))));
  }

  private Uni<Void> withdraw(Transaction tx, Optional<? extends Address> address) {
    return address.isPresent()
        ? mails.withdraw(tx, address.get()).chain(() -> useSecret.voidTo(tx, address.get()))
        : Uni.createFrom().voidItem();
  }
}
