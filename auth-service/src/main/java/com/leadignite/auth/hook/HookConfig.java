package com.leadignite.auth.hook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** The hooks: what an operator's server is asked, and where it is. */
@ConfigMapping(prefix = "leadignite.auth.hook")
public interface HookConfig {

  /** Asked before an account is made; may refuse it. */
  @WithName("before-user-created")
  Endpoint beforeUserCreated();

  /** Asked for more claims before a person's access token is handed out. */
  @WithName("custom-access-token")
  Endpoint customAccessToken();

  /** Sends mails, in place of the SMTP server. */
  @WithName("send-email")
  Endpoint sendEmail();

  /** Sends texts, in place of the provider. */
  @WithName("send-sms")
  Endpoint sendSms();

  /** Whether the names of hooks may lead into private networks. */
  @WithName("private-addresses")
  @WithDefault("false")
  boolean privateAddresses();

  /** Where one hook is. */
  interface Endpoint {

    /** Whether it is called. */
    @WithDefault("false")
    boolean enabled();

    /** Its address: https. */
    Optional<URI> uri();

    /**
     * What calls are signed with: {@code v1,whsec_} and 24 to 64 bytes in base64. Several,
     * separated by {@code |}, sign each call while the receiver changes from one to another.
     */
    Optional<Secret<String>> secrets();
  }
}
