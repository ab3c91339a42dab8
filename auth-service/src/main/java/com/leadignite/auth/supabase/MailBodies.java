package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.supabase.Credentials.MetaSecurity;
import com.leadignite.auth.supabase.Credentials.Sent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that ask for a mail or use what it brought, and their answers. None of them prints.
 */
final class MailBodies {

  private MailBodies() {}

  /** Asks for a code and a link to sign in with. */
  record OtpBody(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String channel,
      @Nullable Boolean createUser,
      @Nullable Map<String, Object> data,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod,
      @Nullable MetaSecurity gotrueMetaSecurity)
      implements Sent {

    @Override
    public String toString() {
      return "OtpBody";
    }
  }

  /** Asks for a mail to recover an account. */
  record RecoverBody(
      @Nullable String email,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod,
      @Nullable MetaSecurity gotrueMetaSecurity)
      implements Sent {

    @Override
    public String toString() {
      return "RecoverBody";
    }
  }

  /** Asks for a mail once more. */
  record ResendBody(
      @Nullable String type,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod,
      @Nullable MetaSecurity gotrueMetaSecurity)
      implements Sent {

    @Override
    public String toString() {
      return "ResendBody";
    }
  }

  /** Shows a code, or the token of a link. */
  record VerifyBody(
      @Nullable String type,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String token,
      @Nullable String tokenHash)
      implements Sent {

    @Override
    public String toString() {
      return "VerifyBody";
    }
  }

  /**
   * The answer to a request for a mail.
   *
   * @param messageId of a text message, as logs and the send-sms hook name it, whether it is sent
   *     or not; absent for mails
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MailRequested(@Nullable UUID messageId) {

    static MailRequested to(Address address, UUID id) {
      return new MailRequested(address instanceof PhoneNumber ? id : null);
    }

    static MailRequested byMail() {
      return new MailRequested(null);
    }
  }

  /** The answer to the first half of a change of address. */
  @RegisterForReflection
  record HalfDone(int code, String msg) {

    static final String TEXT =
        "Confirmation link accepted. Please proceed to confirm link sent to the other email";

    static HalfDone answer() {
      return new HalfDone(200, TEXT);
    }
  }
}
