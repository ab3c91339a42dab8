package com.leadignite.auth.supabase;

import com.leadignite.auth.token.IssuerConfig;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The page that the link of a mail opens. Opening it uses nothing up, so that programs which look
 * at the links of mails leave them good; its button does. It runs no script.
 */
@Singleton
final class LinkPage {

  private static final Map<String, String> TITLES =
      Map.of(
          "signup", "Confirm your address",
          "recovery", "Set a new password",
          "magiclink", "Sign in",
          "email", "Sign in",
          "invite", "Accept the invitation",
          "email_change", "Change your address");

  private final Template template;
  private final String action;

  LinkPage(Engine engine, IssuerConfig issuer) {
    this.template =
        Objects.requireNonNull(engine.getTemplate("verify/page.html"), "the page is in the jar");
    this.action = URI.create(issuer.issuer()).getRawPath() + "/verify/link";
  }

  /** The page for a link. */
  String of(String token, String type, String target) {
    return template
        .instance()
        .data("title", TITLES.getOrDefault(type, "Continue"))
        .data("text", "Continue only if you asked for the mail that brought you here.")
        .data("action", action)
        .data("token", token)
        .data("type", type)
        .data("redirect", target)
        .render();
  }

  /**
   * What the page may do: send its form to us. Browsers hold the answer's redirect to the rule,
   * too, so it names where that leads.
   */
  static String policy(String target) {
    URI uri = URI.create(target);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    String to = web ? scheme + "://" + uri.getRawAuthority() : scheme + ":";
    return "default-src 'none'; form-action 'self' "
        + to
        + "; frame-ancestors 'none'; base-uri 'none'";
  }
}
