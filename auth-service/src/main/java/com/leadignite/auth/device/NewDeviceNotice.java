package com.leadignite.auth.device;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Notifies people by mail of a sign-in where they are not known: neither is the device one that
 * they signed in on before, nor did they sign in from the address lately.
 */
@Singleton
public final class NewDeviceNotice {

  private final SecurityNotices notices;
  private final CurrentRequest request;

  NewDeviceNotice(SecurityNotices notices, CurrentRequest request) {
    this.notices = notices;
    this.request = request;
  }

  /** Notifies the owner of an account of the client of this request. */
  public Uni<Void> send(Transaction tx, EmailAddress owner) {
    RequestInfo client = request.info().orElseThrow();
    return notices.newDevice(
        tx, owner, DeviceName.of(client.userAgent()), client.address().network());
  }
}
