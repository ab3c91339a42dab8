package com.leadignite.stack.door;

import java.net.URI;

/**
 * The description of one service's API.
 *
 * @param name its folder below {@code /docs/}
 * @param management scheme, host and port of the service's management interface
 */
public record Documentation(String name, URI management) {}
