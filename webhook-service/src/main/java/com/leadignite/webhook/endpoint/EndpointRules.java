package com.leadignite.webhook.endpoint;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.outbound.Reach;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.WebhookProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds for endpoints besides the form of their members. */
@Singleton
public final class EndpointRules {

  private final List<Cidr> networks;
  private final boolean plainHere;

  @Inject
  EndpointRules(EndpointConfig config) {
    this.networks = config.privateNetworks().orElse(List.of());
    this.plainHere =
        networks.stream().anyMatch(network -> network.contains(InetAddress.getLoopbackAddress()));
  }

  /** Where attempts may lead. */
  public Reach reach() {
    return Reach.internetAnd(networks);
  }

  /** The same if it may be an endpoint; fails with a validation problem. */
  EndpointDetails checked(EndpointDetails details) {
    if (!details.url().toLowerCase(Locale.ROOT).startsWith("https:") && !isHere(details)) {
      throw Violations.of("url", "must be an https address");
    }
    for (String type : details.eventTypes()) {
      if (!type.equals(EventType.ALL) && EventType.of(type).isEmpty()) {
        throw Violations.of(
            "event_types", "must be types of GET /webhooks/v1/event-types, or * for all");
      }
    }
    return details;
  }

  private boolean isHere(EndpointDetails details) {
    return plainHere && details.server().equals("127.0.0.1");
  }

  /**
   * Holds a change to the version it was made for.
   *
   * @param ifMatch the field as it was sent; null if it was not
   */
  static void mustMatch(@Nullable String ifMatch, Endpoint current) {
    if (!Objects.equals(ifMatch, current.etag())) {
      throw new Problem(
              WebhookProblem.PRECONDITION_FAILED,
              "Read it again, and make the change to what it is now.")
          .header("ETag", current.etag());
    }
  }

  /** Refuses a change that does not say which version it is made to. */
  static void requireMatch(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.equals("*")) {
      throw new Problem(
          WebhookProblem.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the version that the change is made to.");
    }
  }
}
