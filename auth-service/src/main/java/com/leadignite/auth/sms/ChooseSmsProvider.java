package com.leadignite.auth.sms;

import com.leadignite.auth.hook.CallHook;
import com.leadignite.auth.hook.Hook;
import com.leadignite.auth.hook.HookUserStore;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.outbound.OutboundHttp;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the provider that is configured, with its caps; a hook comes before it. */
@Singleton
final class ChooseSmsProvider {

  private final SmsConfig config;
  private final ReactiveMailer mailer;
  private final OutboundHttp http;
  private final CallHook hooks;
  private final HookUserStore users;

  ChooseSmsProvider(
      SmsConfig config,
      ReactiveMailer mailer,
      OutboundHttp http,
      CallHook hooks,
      HookUserStore users) {
    this.config = config;
    this.mailer = mailer;
    this.http = http;
    this.hooks = hooks;
    this.users = users;
  }

  @Produces
  @Singleton
  SmsProvider provider(RateLimiter limiter) {
    return new CappedSms(
        limiter, hooks.isOn(Hook.SEND_SMS) ? new HookSms(hooks, users) : configured());
  }

  private SmsProvider configured() {
    return switch (config.provider()) {
      case NONE -> sms -> Uni.createFrom().failure(new SmsFailure("no sms provider", true));
      case MAILBOX -> new MailboxSms(mailer);
      case TWILIO -> new Twilio(http, config.twilio());
    };
  }
}
