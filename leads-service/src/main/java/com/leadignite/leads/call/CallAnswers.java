package com.leadignite.leads.call;

import com.leadignite.leads.EntityTags;
import com.leadignite.leads.idempotency.IdempotencyStore.Outcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with one call; the ETag names its version. */
final class CallAnswers {

  private CallAnswers() {}

  static RestResponse<Call> ok(Call call) {
    return RestResponse.ResponseBuilder.ok(call).header(HttpHeaders.ETAG, call.etag()).build();
  }

  /** The call, or 304 if the reader has this version. */
  static RestResponse<Call> unlessKnown(Call call, EntityTags known) {
    return known.has(call.etag())
        ? RestResponse.ResponseBuilder.<Call>create(RestResponse.Status.NOT_MODIFIED)
            .header(HttpHeaders.ETAG, call.etag())
            .build()
        : ok(call);
  }

  static Response created(Outcome once) {
    Response.ResponseBuilder answer =
        Response.status(Response.Status.CREATED)
            .type(MediaType.APPLICATION_JSON)
            .entity(once.answer().json())
            // As a text: as a URI it would be completed from the Host header the caller sent.
            .header(HttpHeaders.LOCATION, "/leads/v1/calls/" + once.answer().id())
            .header(HttpHeaders.ETAG, '"' + Long.toString(once.answer().version()) + '"');
    return once.replayed() ? answer.header("Idempotency-Replayed", "true").build() : answer.build();
  }
}
