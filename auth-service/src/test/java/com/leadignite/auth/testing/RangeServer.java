package com.leadignite.auth.testing;

import com.leadignite.auth.testing.TestServer.Answered;
import java.util.Map;

/** A server in place of Have I Been Pwned's, which knows of other people's passwords alone. */
public final class RangeServer extends ExternalServer {

  /** The lines of a range without the password that is asked for. */
  public static final String OTHERS =
      "003D68EB55068C33ACE09247EE4C639306B:3\r\n012C192B2F16F82EA0EB9EF18D9D539B0DD:1\r\n";

  /** Answers every range so. */
  public RangeServer() {
    super(call -> lines(OTHERS));
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of("leadignite.auth.password.breached.range-url", url + "/range");
  }

  /** A range. */
  public static Answered lines(String text) {
    return new Answered(200, Map.of("content-type", "text/plain"), text);
  }
}
