package com.leadignite.webhook.source;

import com.leadignite.guard.edge.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is taken of a source's webhooks.
 *
 * @param maxBodyBytes how large a body may be
 * @param rateLimit webhooks in a minute; null for as many as the platform takes of any source
 * @param eventTypes types that are stored, or their beginnings before a {@code *}; none for all
 * @param allowedAddresses who may send; none for everybody
 * @param paused whether everything is answered so that it comes again
 */
public record Intake(
    int maxBodyBytes,
    @Nullable Integer rateLimit,
    List<String> eventTypes,
    List<Cidr> allowedAddresses,
    boolean paused) {

  /** The largest body that the platform takes. */
  static final int MAX_BODY_BYTES = 1 << 20;

  /** Everything is taken. */
  static final Intake ALL = new Intake(MAX_BODY_BYTES, null, List.of(), List.of(), false);

  public Intake {
    eventTypes = List.copyOf(eventTypes);
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** Whether the address may send. */
  public boolean admits(InetAddress address) {
    return allowedAddresses.isEmpty()
        || allowedAddresses.stream().anyMatch(range -> range.contains(address));
  }

  /** Whether an event is wanted; one that does not say its type is, so that nothing is lost. */
  public boolean wants(Optional<String> eventType) {
    return eventTypes.isEmpty()
        || eventType
            .map(type -> eventTypes.stream().anyMatch(wanted -> isOf(wanted, type)))
            .orElse(true);
  }

  private static boolean isOf(String wanted, String type) {
    return wanted.endsWith("*")
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : type.equals(wanted);
  }
}
