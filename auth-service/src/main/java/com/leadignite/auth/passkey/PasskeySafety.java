package com.leadignite.auth.passkey;

import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps passkeys for another domain than the platform's, or for none, out of production. */
@Singleton
final class PasskeySafety implements SafetyCheck {

  /** A domain of two labels or more, whose last one is no number: no address, and not localhost. */
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?");

  private final RelyingParty party;
  private final String site;

  PasskeySafety(RelyingParty party, IssuerConfig issuer) {
    this.party = party;
    this.site = Objects.requireNonNullElse(issuer.siteUrl().getHost(), "").toLowerCase(Locale.ROOT);
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (!DOMAIN.matcher(party.id()).matches() || !isWithin(site)) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.passkey.rp-id",
              "browsers would make no passkeys for the site, or make them for another one",
              "Set the host of leadignite.auth.site-url, or a domain above it"));
    }
    if (party.origins().isEmpty() || !party.origins().stream().allMatch(this::isOurs)) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.passkey.origins",
              "pages of others could use people's passkeys, or pages without TLS",
              "Set origins as browsers name them, https, within leadignite.auth.passkey.rp-id"));
    }
    return found;
  }

  private boolean isOurs(String origin) {
    try {
      URI uri = new URI(origin);
      return "https".equals(uri.getScheme())
          && isWithin(uri.getHost())
          && origin.equals(
              "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    } catch (URISyntaxException e) {
      // No address at all: nobody's.
      return false;
    }
  }

  private boolean isWithin(@Nullable String host) {
    return host != null && (host.equals(party.id()) || host.endsWith("." + party.id()));
  }
}
