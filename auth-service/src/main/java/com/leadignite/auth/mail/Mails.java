package com.leadignite.auth.mail;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Queues mails, which are sent once the transaction has committed, and only then. */
@Singleton
public final class Mails {

  private final MailStore store;
  private final MailSeal seal;
  private final MailLanguages languages;
  private final MailSender sender;
  private final Ids ids;

  Mails(MailStore store, MailSeal seal, MailLanguages languages, MailSender sender, Ids ids) {
    this.store = store;
    this.seal = seal;
    this.languages = languages;
    this.sender = sender;
    this.ids = ids;
  }

  /** Withdraws the mails to an address that were not sent yet: its account is deleted. */
  public Uni<Void> withdraw(Transaction transaction, Address to) {
    return store.withdraw(transaction, to);
  }

  /**
   * Writes a mail to the outbox, in the language of the request. The transaction has to run as the
   * service.
   *
   * @return its id, by which logs and hooks know it
   */
  public Uni<UUID> post(Transaction transaction, Mail mail) {
    UUID id = ids.next();
    transaction.onCommit(sender::wake);
    return store
        .insert(transaction, id, mail, languages.ofRequest(), seal.seal(id, mail.values()))
        .replaceWith(id);
  }
}
