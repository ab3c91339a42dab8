package com.leadignite.webhook.inbox;

import static com.leadignite.guard.problem.CommonProblem.ADDRESS_NOT_ALLOWED;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.webhook.WebhookProblem.SIGNATURE_REFUSED;
import static com.leadignite.webhook.WebhookProblem.TIMESTAMP_REFUSED;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.signature.Answer;
import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.source.SourceConfig;
import com.leadignite.webhook.source.SourceRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where webhooks arrive. */
@Path("/webhooks/v1/in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Receiving", description = "Where senders post to")
public final class WebhookResource {

  private final ReceiveWebhook receiveWebhook;
  private final RetriedAnswer retriedAnswer;
  private final SourceConfig config;

  @Inject
  WebhookResource(ReceiveWebhook receiveWebhook, RetriedAnswer retriedAnswer, SourceConfig config) {
    this.receiveWebhook = receiveWebhook;
    this.retriedAnswer = retriedAnswer;
    this.config = config;
  }

  /** Receives a webhook of any content type. */
  @POST
  @Path("{source_id}")
  @Consumes(MediaType.WILDCARD)
  @RequiresSource
  @Access(value = Audience.PUBLIC, limit = Limit.WEBHOOK_ADDRESS)
  @Operation(
      operationId = "receiveWebhook",
      summary = "Receive a webhook",
      description =
          "The body, of any type and at most 1 MiB, is verified as it was received and stored before"
              + " the answer. The same delivery again is answered with the same id, and stores"
              + " nothing. Anything but 200, 401, 404 and 413 is to be sent again.")
  @APIResponse(
      responseCode = "200",
      description =
          "Stored, now or earlier; or the answer that the source's kind expects: TwiML for twilio, a"
              + " challenge for slack and zoom",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Received.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_XML, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "204", description = "Genuine, of a type that the source leaves out")
  @Problems(
      value = {SIGNATURE_REFUSED, TIMESTAMP_REFUSED},
      common = {NOT_FOUND, ADDRESS_NOT_ALLOWED})
  public Uni<Response> receive(
      @PathParam("source_id") String sourceId,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request,
      byte @Nullable [] body) {
    UUID id = SourceRules.id(sourceId).orElseThrow(ReceiveWebhook::notFound);
    byte[] bytes = body == null ? new byte[0] : body;
    return receiveWebhook
        .receive(id, signed(headers, request, bytes))
        .map(Reply::http)
        .onFailure()
        .transform(failure -> retriedAnswer.to(id, failure));
  }

  /** Answers a provider that asks whether the address is its customer's. */
  @GET
  @Path("{source_id}")
  @Produces(MediaType.TEXT_PLAIN)
  @RequiresSource
  @Access(value = Audience.PUBLIC, limit = Limit.WEBHOOK_ADDRESS)
  @Operation(
      operationId = "answerChallenge",
      summary = "Answer a provider's challenge",
      description =
          "For kinds of sources whose provider asks by a GET whether the address is its customer's,"
              + " such as `meta`: `hub.challenge` is answered if `hub.verify_token` is the source's."
              + " Everything else is `not-found`.")
  @Parameter(
      name = "hub.mode",
      in = ParameterIn.QUERY,
      description = "`subscribe`.",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "hub.verify_token",
      in = ParameterIn.QUERY,
      description = "What the source's settings say.",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "hub.challenge",
      in = ParameterIn.QUERY,
      description = "What is answered: 1 to 128 letters, digits, hyphens and underscores.",
      schema = @Schema(type = SchemaType.STRING))
  @Problems(common = NOT_FOUND)
  public Uni<String> challenge(
      @PathParam("source_id") String sourceId,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request) {
    UUID id = SourceRules.id(sourceId).orElseThrow(ReceiveWebhook::notFound);
    return receiveWebhook.challenge(id, signed(headers, request, new byte[0])).map(Answer::text);
  }

  private SignedRequest signed(HttpHeaders headers, HttpServerRequest request, byte[] body) {
    return new SignedRequest(
        request.method().name(),
        url(config.publicUrl(), request.uri()),
        headers.getRequestHeaders(),
        body);
  }

  /**
   * The address that the sender signed, if it signs one; without an origin unless one is
   * configured. The sender chooses the Host field, so nothing is verified against it (B19).
   *
   * @param target path and query as they were received: decoded or normalised, they would have
   *     another signature
   */
  static String url(Optional<URI> publicUrl, String target) {
    String origin = publicUrl.map(URI::toString).orElse("");
    return (origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin) + target;
  }
}
