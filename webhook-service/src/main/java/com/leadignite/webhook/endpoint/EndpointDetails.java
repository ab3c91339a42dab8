package com.leadignite.webhook.endpoint;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** What admins say of an endpoint. */
@Body
@RegisterForReflection
@Schema(description = "What admins say of an endpoint")
public record EndpointDetails(
    @NotNull
        @EndpointUrl
        @Schema(
            description = "Where events are posted to: https, at an address of the Internet.",
            examples = "https://crm.example.com/hooks/lead-ignite",
            maxLength = EndpointUrl.MAX)
        String url,
    @Nullable
        @Line(max = 500)
        @Schema(description = "For people.", examples = "The CRM of the sales team")
        String description,
    @Size(max = 100)
        @Schema(
            description = "The types that it is told of, or `*` for all, which is what none means.")
        List<String> eventTypes,
    @Schema(
            description =
                "Whether events of one thing, such as a lead, arrive one after the other: a failing"
                    + " one holds up those after it until it is delivered or dead.")
        boolean ordered,
    @Nullable
        @Range(min = 1, max = 1000)
        @Schema(description = "The most attempts in a second; null for no bound.", examples = "10")
        Integer rateLimit,
    @Range(min = 1, max = 32)
        @Schema(description = "The most attempts at a time.", examples = "4", defaultValue = "4")
        Integer maxConcurrency) {

  /** The most attempts at a time unless it is said. */
  static final int CONCURRENCY = 4;

  public EndpointDetails {
    eventTypes = eventTypes.isEmpty() ? List.of(EventType.ALL) : List.copyOf(eventTypes);
    maxConcurrency = maxConcurrency == null ? CONCURRENCY : maxConcurrency;
  }

  /** Where to, without path and query, which may hold a secret of the receiver's. */
  public String server() {
    return URI.create(url).getHost();
  }

  @Override
  public String toString() {
    return "EndpointDetails[" + server() + "]";
  }
}
