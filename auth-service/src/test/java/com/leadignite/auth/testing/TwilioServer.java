package com.leadignite.auth.testing;

import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import java.util.Map;

/** A server in place of Twilio's. */
public final class TwilioServer extends ExternalServer {

  /** The account that texts are sent of. */
  public static final String ACCOUNT = "AC00000000000000000000000000000000";

  /** Its secret. */
  public static final String TOKEN = "the account's auth token";

  /** Whom texts come from. */
  public static final String FROM = "+15005550006";

  /** Takes every text. */
  public TwilioServer() {
    super(TwilioServer::queued);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of(
        "leadignite.auth.sms.provider", "twilio",
        "leadignite.auth.sms.twilio.url", url,
        "leadignite.auth.sms.twilio.account-sid", ACCOUNT,
        "leadignite.auth.sms.twilio.auth-token", TOKEN,
        "leadignite.auth.sms.twilio.from", FROM);
  }

  /** The answer to a text that will be sent. */
  public static Answered queued(Received request) {
    return Answered.json(
        201,
        """
        {"sid": "SM00000000000000000000000000000000", "status": "queued", "error_code": null,
         "error_message": null, "num_segments": "1"}\
        """);
  }
}
