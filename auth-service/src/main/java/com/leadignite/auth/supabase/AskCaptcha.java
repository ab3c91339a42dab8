package com.leadignite.auth.supabase;

import com.leadignite.auth.captcha.Captcha;
import com.leadignite.auth.captcha.ProtectedOperation;
import com.leadignite.auth.supabase.Credentials.MetaSecurity;
import com.leadignite.guard.edge.CurrentRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Asks the client of the current request for a proof of work, if its operation needs one. */
@Singleton
final class AskCaptcha {

  private final Captcha captcha;
  private final CurrentRequest request;

  AskCaptcha(Captcha captcha, CurrentRequest request) {
    this.captcha = captcha;
    this.request = request;
  }

  /** Fails with captcha-failed. */
  Uni<Void> of(ProtectedOperation operation, @Nullable MetaSecurity sent) {
    String network = request.info().orElseThrow().address().network();
    return captcha.require(operation, network, MetaSecurity.proof(sent));
  }
}
