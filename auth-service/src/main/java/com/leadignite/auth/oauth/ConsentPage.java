package com.leadignite.auth.oauth;

import com.leadignite.auth.oauth.DecideAuthorization.Shown;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The page that asks a person whether a client may act for them, of deployments whose front end has
 * none. It runs no script and is in no frame; what others chose is escaped.
 */
@Singleton
final class ConsentPage {

  /** Where it is, below the issuer. */
  static final String PATH = "/oauth/consent";

  private static final String NOTHING_ELSE = "; frame-ancestors 'none'; base-uri 'none'";

  private final Template consent;
  private final Template onward;
  private final OAuthSettings settings;
  private final URI page;

  ConsentPage(Engine engine, OAuthSettings settings, IssuerConfig issuer) {
    this.consent = template(engine, "consent");
    this.onward = template(engine, "continue");
    this.settings = settings;
    this.page = URI.create(issuer.issuer() + PATH);
  }

  private static Template template(Engine engine, String name) {
    return Objects.requireNonNull(
        engine.getTemplate("oauth/" + name + ".html"), "the page is in the jar");
  }

  /** The origin that it is of. */
  String origin() {
    return RedirectTarget.origin(page.toString());
  }

  /**
   * What a person comes to from the client's site. Browsers do not let that site's link count as
   * ours, so the page itself leads on.
   */
  String onward(String id) {
    return onward.instance().data("to", address(id)).render();
  }

  /** Where that page may lead. */
  static String onwardPolicy() {
    return "default-src 'none'; form-action 'none'" + NOTHING_ELSE;
  }

  /** The page that asks. */
  String of(String id, Shown shown, Caller.Person person, String organization, String csrfToken) {
    return consent
        .instance()
        .data("client", shown.client().name())
        .data("host", RedirectTarget.host(shown.request().redirectUri()))
        .data("account", person.email() == null ? "" : person.email())
        .data("organization", organization)
        .data("scopes", shown.scopes().stream().map(Scope::description).toList())
        .data("action", address(id))
        .data("csrf", csrfToken)
        .render();
  }

  /** Browsers hold the answer's redirect to the rule for forms, too: it names where that leads. */
  static String policy(Shown shown) {
    URI target = URI.create(shown.request().redirectUri());
    String to =
        target.getRawAuthority() == null
            ? target.getScheme() + ":"
            : target.getScheme() + "://" + target.getRawAuthority();
    return "default-src 'none'; form-action 'self' " + to + NOTHING_ELSE;
  }

  /** Where a person signs in who comes back afterwards. */
  String signIn(String id) {
    String url = settings.signInUrl().toString();
    String back = page + "?authorization_id=" + id;
    return url
        + (url.indexOf('?') < 0 ? "?" : "&")
        + "return_to="
        + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  private String address(String id) {
    return page.getRawPath() + "/" + id;
  }
}
