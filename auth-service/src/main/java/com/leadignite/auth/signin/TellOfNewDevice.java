package com.leadignite.auth.signin;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.device.DeviceName;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Tells people by mail that their password was used where they are not known: neither is the device
 * one that they signed in on before, nor did they sign in from the address lately.
 */
@Singleton
final class TellOfNewDevice {

  private final SecurityNotices notices;
  private final CurrentRequest request;

  TellOfNewDevice(SecurityNotices notices, CurrentRequest request) {
    this.notices = notices;
    this.request = request;
  }

  /** Tells them, unless this is their first sign-in. */
  Uni<Void> tell(Transaction tx, EmailAddress email, Credentials account, LoginAttempt attempt) {
    if (attempt.known() || !account.signedInBefore()) {
      return Uni.createFrom().voidItem();
    }
    String device = request.info().map(RequestInfo::userAgent).map(DeviceName::of).orElse(null);
    return notices.newDevice(tx, email, device, attempt.network());
  }
}
