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

  private static final String POLICY =
      "default-src 'none'; form-action %s; frame-ancestors 'none'; base-uri 'none'";

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
   * A page that leads on by itself, in place of a redirect. Who comes from a client's site comes
   * from there after a redirect, too, and is refused the page that asks. And after a form browsers
   * hold each redirect to the page's {@code form-action}, also those of the client's own site.
   */
  String onward(String to) {
    return onward.instance().data("to", to).render();
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

  /** What the pages may do: the one that asks sends a form to us, and the others none. */
  static final String ASKING = policy("'self'");

  static final String LEADING_ON = policy("'none'");

  private static String policy(String forms) {
    return POLICY.replace("%s", forms);
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

  /** Where the page is that asks. */
  String address(String id) {
    return page.getRawPath() + "/" + id;
  }
}
