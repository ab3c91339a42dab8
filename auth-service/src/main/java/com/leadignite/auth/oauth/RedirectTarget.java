package com.leadignite.auth.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a person is sent back to with the answer to a client's request: an address that the client
 * registered, its state, and who answers (RFC 9207), so that it knows which server a code is of.
 *
 * @param uri one that the client registered
 * @param state what the client sent; null if nothing
 * @param issuer us
 */
record RedirectTarget(String uri, @Nullable String state, String issuer) {

  String withCode(String code) {
    return with(Map.of("code", code));
  }

  String withError(String error, String description) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("error", error);
    members.put("error_description", description);
    return with(members);
  }

  private String with(Map<String, String> answer) {
    Map<String, String> members = new LinkedHashMap<>(answer);
    if (state != null) {
      members.put("state", state);
    }
    members.put("iss", issuer);
    String query =
        members.entrySet().stream()
            .map(member ->
                member.getKey()
                    + "="
                    + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return uri + (uri.indexOf('?') < 0 ? "?" : "&") + query;
  }

  /** The host of an address; the address itself if it is of an app, with a scheme of its own. */
  static String host(String uri) {
    String host = URI.create(uri).getHost();
    return host == null ? uri : host;
  }

  /** The origin of an address, or the address if it has none. */
  static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getRawAuthority() == null
        ? uri
        : parsed.getScheme() + "://" + parsed.getRawAuthority();
  }
}
