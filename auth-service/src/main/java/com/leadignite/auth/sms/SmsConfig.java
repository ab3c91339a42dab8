package com.leadignite.auth.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Who delivers text messages. */
@ConfigMapping(prefix = "leadignite.auth.sms")
public interface SmsConfig {

  /** Which provider. */
  @WithDefault("none")
  Provider provider();

  /** Twilio's account, if it is the provider. */
  TwilioConfig twilio();

  /** An account of Twilio. */
  interface TwilioConfig {

    /** Where its API is, without a path. */
    @WithDefault("https://api.twilio.com")
    String url();

    /** The account: {@code AC…}. */
    @WithName("account-sid")
    Optional<String> accountSid();

    /** Its secret. */
    @WithName("auth-token")
    Optional<Secret<String>> authToken();

    /** Whom texts come from: a number, or a messaging service, {@code MG…}. */
    Optional<String> from();
  }

  /** The providers. */
  enum Provider {
    /** No text is delivered. */
    NONE,
    /**
     * The mailbox of the local stack: a text becomes a mail to the number at {@code sms.localhost}.
     */
    MAILBOX,
    /** Twilio's Messages API. */
    TWILIO
  }
}
