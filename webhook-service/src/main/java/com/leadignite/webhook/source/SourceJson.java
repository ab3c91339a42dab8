package com.leadignite.webhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.id.TenantId;
import com.leadignite.webhook.signature.GenericHmac;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Settings of sources, between their table and the schemes they describe. */
@Singleton
final class SourceJson {

  private final ObjectMapper json;

  @Inject
  SourceJson(ObjectMapper json) {
    this.json = json;
  }

  String settings(Source source) {
    try {
      return json.writeValueAsString(
          switch (source.scheme()) {
            case GenericHmac hmac -> HmacSettings.of(hmac);
          });
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings cannot be written as JSON", e);
    }
  }

  Source source(Row row) {
    SourceKind kind =
        switch (row.getString("kind")) {
          case "generic_hmac" -> SourceKind.GENERIC_HMAC;
          case String other -> throw new IllegalStateException("no such kind: " + other);
        };
    try {
      return new Source(
          row.getUUID("id"),
          new TenantId(row.getUUID("tenant_id")),
          row.getString("name"),
          kind,
          switch (kind) {
            case GENERIC_HMAC ->
                json.readValue(row.getString("settings"), HmacSettings.class).scheme();
          },
          row.getOffsetDateTime("created_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored settings cannot be read as JSON", e);
    }
  }
}
