package com.leadignite.stack.door;

import java.net.URI;

/**
 * Where requests below one prefix are forwarded to.
 *
 * @param prefix of the path, without a slash at the end
 * @param name of the service, for people
 * @param target scheme, host and port of the service
 */
public record Route(String prefix, String name, URI target) {

  /**
   * Whether the route takes a request target. It is compared as it was sent: what could be read in
   * two ways is for the service to refuse, and must reach it unchanged.
   */
  boolean takes(String uri) {
    if (!uri.startsWith(prefix)) {
      return false;
    }
    return uri.length() == prefix.length() || "/?".indexOf(uri.charAt(prefix.length())) >= 0;
  }
}
