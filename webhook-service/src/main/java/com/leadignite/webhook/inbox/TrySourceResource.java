package com.leadignite.webhook.inbox;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.webhook.WebhookProblem.SAMPLE_IMPOSSIBLE;

import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.WritesWebhooks;
import com.leadignite.webhook.signature.Sample;
import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.source.ActiveSource;
import com.leadignite.webhook.source.FindSource;
import com.leadignite.webhook.source.SourceConfig;
import com.leadignite.webhook.source.SourceRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries sources out. */
@Path("/webhooks/v1/sources/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Who may send webhooks, and how they sign")
public final class TrySourceResource {

  private final CurrentCaller caller;
  private final FindSource findSource;
  private final ReceiveWebhook receiveWebhook;
  private final SourceConfig config;
  private final Ids ids;
  private final Clock clock;

  @Inject
  TrySourceResource(
      CurrentCaller caller,
      FindSource findSource,
      ReceiveWebhook receiveWebhook,
      SourceConfig config,
      Ids ids,
      Clock clock) {
    this.caller = caller;
    this.findSource = findSource;
    this.receiveWebhook = receiveWebhook;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Sends a source a webhook that is signed as its sender signs. */
  @POST
  @WritesWebhooks
  @Operation(
      operationId = "testSource",
      summary = "Test a source",
      description =
          "Signs a webhook as the sender does and takes the same way with it: it is verified and"
              + " stored. Its type is `leadignite.test`. Only the addresses that may send are not"
              + " looked at. If the sender alone can sign, because its key here is public, it is"
              + " `sample-impossible`.")
  @Problems(value = SAMPLE_IMPOSSIBLE, common = NOT_FOUND)
  public Uni<Tried> test(@PathParam("id") String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(ReceiveWebhook::notFound);
    return findSource
        .active(parsed)
        .map(found ->
            found
                .filter(active -> active.source().tenantId().equals(caller.person().tenantId()))
                .orElseThrow(ReceiveWebhook::notFound))
        .chain(active ->
            receiveWebhook
                .receive(active, sample(active))
                .map(Tried::of)
                .onFailure(Problem.class)
                .recoverWithItem(e -> Tried.of(e)));
  }

  private SignedRequest sample(ActiveSource active) {
    String url = WebhookResource.url(config.publicUrl(), "/webhooks/v1/in/" + active.source().id());
    Sample sample = new Sample(url, "test-" + ids.next(), clock.instant());
    Sample.Signed signed =
        active
            .source()
            .scheme()
            .sign(sample, active.secrets().getFirst())
            .orElseThrow(
                () -> new Problem(SAMPLE_IMPOSSIBLE, "Let the sender send one of its own."));
    Map<String, List<String>> headers =
        signed.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
    return new SignedRequest("POST", url, headers, signed.body());
  }
}
