package com.leadignite.leads.lead;

import com.leadignite.leads.EntityTags;
import com.leadignite.leads.idempotency.IdempotencyStore.Outcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with one lead; the ETag names its version. */
final class LeadAnswers {

  private LeadAnswers() {}

  static RestResponse<Lead> ok(Lead lead) {
    return RestResponse.ResponseBuilder.ok(lead).header(HttpHeaders.ETAG, lead.etag()).build();
  }

  /** The lead, or 304 if the reader has this version. */
  static RestResponse<Lead> unlessKnown(Lead lead, EntityTags known) {
    return known.has(lead.etag())
        ? RestResponse.ResponseBuilder.<Lead>create(RestResponse.Status.NOT_MODIFIED)
            .header(HttpHeaders.ETAG, lead.etag())
            .build()
        : ok(lead);
  }

  static Response created(Outcome once) {
    Response.ResponseBuilder answer =
        Response.status(Response.Status.CREATED)
            .type(MediaType.APPLICATION_JSON)
            .entity(once.answer().json())
            // As a text: as a URI it would be completed from the Host header the caller sent.
            .header(HttpHeaders.LOCATION, "/leads/v1/leads/" + once.answer().id())
            .header(HttpHeaders.ETAG, '"' + Long.toString(once.answer().version()) + '"');
    return once.replayed() ? answer.header("Idempotency-Replayed", "true").build() : answer.build();
  }
}
