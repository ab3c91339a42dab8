package com.leadignite.auth.redirect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the allow-list of redirects. Compared part by part, so that no wildcard of the path
 * reaches into the host: with {@code https://*.example.com/**} a redirect to {@code
 * https://evil.example/x.example.com/} is not allowed.
 */
final class RedirectPattern {

  private static final int MAX_LENGTH = 2048;
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/]*))?(.*)");

  /** Addresses that run or show what they carry, or a file. */
  private static final Pattern NEVER =
      Pattern.compile("javascript|data|vbscript|file|blob|about|view-source|filesystem");

  /** {@code myapp://}, which {@link URI} does not read, is {@code myapp:///}. */
  private static final Pattern BARE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(\\?.*)?");

  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)", Pattern.CASE_INSENSITIVE);

  private final String scheme;
  private final @Nullable Glob authority;
  private final Glob rest;

  private RedirectPattern(String scheme, @Nullable Glob authority, Glob rest) {
    this.scheme = scheme;
    this.authority = authority;
    this.rest = rest;
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static RedirectPattern parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" has no scheme, such as https://");
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    if (NEVER.matcher(scheme).matches()) {
      throw new IllegalArgumentException("nobody is sent to a " + scheme + ": address");
    }
    // "myapp:///auth" has an authority without a name, which is none (RFC 3986, section 3.2.2).
    String authority = "".equals(form.group(2)) ? null : form.group(2);
    return new RedirectPattern(
        scheme,
        authority == null ? null : Glob.of(authority.toLowerCase(Locale.ROOT)),
        Glob.of(withSlash(form.group(2), form.group(3))));
  }

  /**
   * An address that people could be sent to at all, without its fragment; empty if it is none, or
   * if browsers may take it for another.
   */
  static Optional<URI> target(String text) {
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.empty();
    }
    try {
      int fragment = text.indexOf('#');
      String whole = fragment < 0 ? text : text.substring(0, fragment);
      Matcher bare = BARE.matcher(whole);
      URI uri = new URI(bare.matches() ? bare.replaceFirst("$1/$2") : whole);
      return isClear(uri) ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isClear(URI uri) {
    if (uri.getScheme() == null || uri.getRawUserInfo() != null) {
      return false;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    String path = String.valueOf(uri.getRawPath());
    return !NEVER.matcher(scheme).matches()
        && (!web || uri.getHost() != null)
        && !DOT_SEGMENT.matcher(path).find();
  }

  /** Whether an address is of this entry. */
  boolean allows(URI target) {
    String host = target.getRawAuthority();
    String path =
        target.isOpaque() ? target.getRawSchemeSpecificPart() : String.valueOf(target.getRawPath());
    String query = target.getRawQuery();
    return scheme.equals(target.getScheme().toLowerCase(Locale.ROOT))
        && (authority == null
            ? host == null
            : !target.isOpaque()
                && authority.matches(host == null ? "" : host.toLowerCase(Locale.ROOT)))
        && rest.matches(withSlash(host, path) + (query == null ? "" : "?" + query));
  }

  private static String withSlash(@Nullable String authority, String path) {
    return authority != null && path.isEmpty() ? "/" : path;
  }
}
