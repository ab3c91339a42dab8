package com.leadignite.auth.sms;

import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import io.smallrye.mutiny.Uni;

/**
 * Bounds what texts can cost in a day, to each country and to all together, whoever asks for them:
 * strangers who own expensive numbers have texts sent there. Counted here, where a text is about to
 * be paid for, so that those to nobody use nothing up, and no answer tells.
 */
final class CappedSms implements SmsProvider {

  private final RateLimiter limiter;
  private final SmsProvider provider;

  CappedSms(RateLimiter limiter, SmsProvider provider) {
    this.limiter = limiter;
    this.provider = provider;
  }

  @Override
  public Uni<Void> send(Sms sms) {
    return take(Limit.SMS_COUNTRY, String.valueOf(sms.to().callingCode()))
        .chain(() -> take(Limit.SMS_TOTAL, "all"))
        .chain(() -> provider.send(sms));
  }

  private Uni<Void> take(Limit cap, String what) {
    return limiter
        .take(cap, what)
        .invoke(permit -> {
          if (!permit.allowed()) {
            throw new SmsFailure("cap " + cap.wireName(), true);
          }
        })
        .replaceWithVoid();
  }
}
