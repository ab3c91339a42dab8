package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.OTP_INVALID;

import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.redirect.Landing;
import com.leadignite.auth.supabase.MailBodies.HalfDone;
import com.leadignite.auth.verify.Verified;
import com.leadignite.guard.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Where a person who followed a link lands. */
final class Followed {

  private static final String LINK_INVALID = "Email link is invalid or has expired";

  private Followed() {}

  static String landing(Verified verified) {
    return switch (verified) {
      case Verified.SignedIn in ->
          Landing.withSession(in.redirectTo(), in.session(), in.purpose().type());
      case Verified.CodeMade made -> Landing.withCode(made.redirectTo(), made.code());
      case Verified.HalfDone half -> Landing.withMessage(half.redirectTo(), HalfDone.TEXT);
    };
  }

  /** A person who signs in by codes alone has known devices, too (B14). */
  static void remember(Device device, Verified verified) {
    if (verified instanceof Verified.SignedIn in) {
      device.remember(in.session().account().id());
    }
  }

  /** Whether a person who followed a link learns of the error at the address they land at. */
  static boolean isReported(Throwable e) {
    return e instanceof Problem refusal
        && (refusal.type() == OTP_INVALID || refusal.type() == ORGANIZATION_SUSPENDED);
  }

  static String failed(String to, Throwable e) {
    return e instanceof Problem refusal && refusal.type() == ORGANIZATION_SUSPENDED
        ? Landing.withError(to, ORGANIZATION_SUSPENDED, ORGANIZATION_SUSPENDED.title())
        : Landing.withError(to, OTP_INVALID, LINK_INVALID);
  }

  static RestResponse<String> redirect(String to) {
    return ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, to)
        .build();
  }
}
