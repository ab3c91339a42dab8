package com.leadignite.webhook.signature;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The address that a sender signs, in the spellings that it may have. */
final class SignedUrl {

  static final String FORM = "https?://[A-Za-z0-9.:-]{1,200}(/[A-Za-z0-9._~/-]{0,300})?";
  static final String RULE = "must be an http or https address without a query";
  static final String DESCRIPTION =
      "The address as the sender has it, without a query, if it is not the platform's with `path`:"
          + " a proxy may have an address of its own.";

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?(.*)");

  private SignedUrl() {}

  /** The address that the request came to, or the one that is set with the request's query. */
  static String of(String set, SignedRequest request) {
    if (set.isEmpty()) {
      return request.url();
    }
    return request.query().isEmpty() ? set : set + "?" + request.query();
  }

  /** The address as it is, without its port, and with the port that its scheme implies. */
  static Set<String> spellings(String set, SignedRequest request) {
    String url = of(set, request);
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(url);
    var parts = ORIGIN.matcher(url);
    if (parts.matches()) {
      String bare = parts.group(1) + "://" + parts.group(2);
      String port = parts.group(3) != null ? parts.group(3) : implied(parts.group(1));
      spellings.add(bare + parts.group(4));
      spellings.add(bare + ":" + port + parts.group(4));
    }
    return spellings;
  }

  private static String implied(String scheme) {
    return scheme.equals("https") ? "443" : "80";
  }
}
