package com.leadignite.guard.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * What every answer carries: the OWASP Secure Headers set for an API. A resource that answers a
 * page or something cacheable sets its own Content-Security-Policy or Cache-Control, which replaces
 * ours.
 */
final class SecurityHeaders {

  private static final List<Map.Entry<CharSequence, CharSequence>> ALL =
      List.of(
          header("strict-transport-security", "max-age=63072000; includeSubDomains"),
          header("x-content-type-options", "nosniff"),
          header("x-frame-options", "deny"),
          header("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
          header("x-permitted-cross-domain-policies", "none"),
          header("referrer-policy", "no-referrer"),
          header("cross-origin-opener-policy", "same-origin"),
          header("cross-origin-embedder-policy", "require-corp"),
          header("cross-origin-resource-policy", "same-origin"),
          header(
              "permissions-policy",
              "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
          header("cache-control", "no-store"));

  private SecurityHeaders() {}

  /**
   * Adds what the resource did not set. Done last, because JAX-RS adds its fields to those that are
   * there, and two policies or two cache rules are not what either side meant.
   */
  static void complete(MultiMap answer) {
    for (Map.Entry<CharSequence, CharSequence> header : ALL) {
      if (!answer.contains(header.getKey())) {
        answer.add(header.getKey(), header.getValue());
      }
    }
  }

  private static Map.Entry<CharSequence, CharSequence> header(String name, String value) {
    return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
  }
}
