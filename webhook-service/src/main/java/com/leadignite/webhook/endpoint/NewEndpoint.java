package com.leadignite.webhook.endpoint;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** An endpoint to be created. */
@Body
@RegisterForReflection
@Schema(description = "An endpoint to be created")
record NewEndpoint(
    @NotNull
        @EndpointUrl
        @Schema(
            description = "Where events are posted to: https, at an address of the Internet.",
            examples = "https://crm.example.com/hooks/lead-ignite",
            maxLength = EndpointUrl.MAX)
        String url,
    @Nullable @Line(max = 500) @Schema(description = "For people.") String description,
    @Size(max = 100)
        @Schema(
            description = "The types that it is told of, or `*` for all, which is what none means.")
        List<String> eventTypes,
    @Schema(
            description =
                "Whether events of one thing, such as a lead, arrive one after the other.")
        boolean ordered,
    @Nullable
        @Range(min = 1, max = 1000)
        @Schema(description = "The most attempts in a second; null for no bound.", examples = "10")
        Integer rateLimit,
    @Range(min = 1, max = 32)
        @Schema(description = "The most attempts at a time; 4 unless given.", examples = "4")
        Integer maxConcurrency,
    @Nullable
        @SigningSecret
        @Schema(
            description = "What we sign with: `whsec_` and 24 to 64 bytes. Generated unless given.",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            maxLength = SigningSecret.MAX,
            writeOnly = true)
        String secret) {

  NewEndpoint {
    maxConcurrency = maxConcurrency == null ? EndpointDetails.CONCURRENCY : maxConcurrency;
  }

  /** What is said of it besides the secret. */
  EndpointDetails details() {
    return new EndpointDetails(url, description, eventTypes, ordered, rateLimit, maxConcurrency);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewEndpoint[" + details() + "]";
  }
}
