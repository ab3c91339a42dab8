package com.leadignite.webhook.endpoint;

import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Keeps endpoints out of where the service's own surroundings are. */
@Singleton
final class EndpointSafety implements SafetyCheck {

  private final EndpointConfig config;

  EndpointSafety(EndpointConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return config.privateNetworks().orElse(List.of()).stream()
        .map(EndpointSafety::finding)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<UnsafeSetting> finding(Cidr network) {
    return network.contains(InetAddress.getLoopbackAddress()) || network.contains(metadata())
        ? Optional.of(
            new UnsafeSetting(
                "leadignite.webhook.endpoints.private-networks",
                "admins of organizations could reach this machine or its cloud's metadata",
                "Name networks without 127.0.0.0/8 and 169.254.0.0/16"))
        : Optional.empty();
  }

  /** Where clouds have the credentials of an instance. */
  private static InetAddress metadata() {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
