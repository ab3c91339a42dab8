package com.leadignite.auth.redirect;

import com.leadignite.auth.token.IssuerConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides where people are redirected to: an address of the site or of the allow-list, or else the
 * site. No other part of a request than {@code redirect_to} plays a role (B19).
 */
@Singleton
public final class Redirects {

  private final URI site;
  private final List<RedirectPattern> allowed;

  Redirects(IssuerConfig issuer, RedirectConfig config) {
    this.site = issuer.siteUrl();
    this.allowed =
        config.redirectAllowList().orElse(List.of()).stream().map(Redirects::pattern).toList();
  }

  private static RedirectPattern pattern(String text) {
    try {
      return RedirectPattern.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "leadignite.auth.redirect-allow-list: " + e.getMessage(), e);
    }
  }

  /**
   * Where to send a person.
   *
   * @param asked what the client asked for; null if it did not
   * @return an address without a fragment: that one if it is allowed, else the site's
   */
  public String target(@Nullable String asked) {
    return Optional.ofNullable(asked)
        .filter(text -> !text.isBlank())
        .flatMap(RedirectPattern::target)
        .filter(this::isAllowed)
        .map(URI::toString)
        .orElse(site.toString());
  }

  private boolean isAllowed(URI target) {
    return isOfSite(target) || allowed.stream().anyMatch(pattern -> pattern.allows(target));
  }

  private boolean isOfSite(URI target) {
    return site.getScheme().equalsIgnoreCase(target.getScheme())
        && target.getHost() != null
        && target.getHost().equalsIgnoreCase(site.getHost())
        && port(target) == port(site);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return Objects.equals(uri.getScheme().toLowerCase(Locale.ROOT), "https") ? 443 : 80;
  }
}
