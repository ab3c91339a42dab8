package com.leadignite.webhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.SignatureScheme;
import com.leadignite.webhook.signature.SourceKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Sources as rows of their table. */
@Singleton
final class SourceRows {

  /** What a source is made from. */
  static final String COLUMNS =
      """
      source.tenant_id,
      source.id,
      source.name,
      source.kind,
      source.settings::text as settings,
      source.max_body_bytes,
      source.rate_limit,
      source.event_types,
      source.allowed_addresses,
      source.paused,
      source.version,
      source.created_at
      """;

  private static final Logger LOG = Logger.getLogger(SourceRows.class);

  /** Most sources have one of a few settings; a list would parse and check them for each. */
  private static final int MOST_SETTINGS = 200;

  private final ObjectMapper json;
  private final BoundedCache<SignatureScheme> schemes = new BoundedCache<>(MOST_SETTINGS);

  @Inject
  SourceRows(ObjectMapper json) {
    this.json = json;
  }

  /** The settings as they are stored. */
  String settings(Source source) {
    try {
      return json.writeValueAsString(source.scheme().settings());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings cannot be written as JSON", e);
    }
  }

  /** The columns that can change, after the key: statements say them in this order. */
  Tuple columns(Source source) {
    Intake intake = source.intake();
    return Tuple.tuple()
        .addUUID(source.tenantId().value())
        .addUUID(source.id())
        .addString(source.name())
        .addString(settings(source))
        .addInteger(intake.maxBodyBytes())
        .addInteger(intake.rateLimit())
        .addArrayOfString(intake.eventTypes().toArray(String[]::new))
        .addArrayOfString(
            intake.allowedAddresses().stream().map(Cidr::toString).toArray(String[]::new))
        .addBoolean(intake.paused())
        .addLong(source.version());
  }

  private SignatureScheme scheme(SourceKind kind, String settings) throws JsonProcessingException {
    String key = kind.wireName() + settings;
    SignatureScheme known = schemes.get(key);
    if (known != null) {
      return known;
    }
    SignatureScheme scheme = ((SchemeSettings) json.readValue(settings, kind.type())).scheme();
    schemes.put(key, scheme);
    return scheme;
  }

  private static Intake intake(Row row) {
    return new Intake(
        row.getInteger("max_body_bytes"),
        row.getInteger("rate_limit"),
        List.of(row.getArrayOfStrings("event_types")),
        Stream.of(row.getArrayOfStrings("allowed_addresses")).map(Cidr::parse).toList(),
        row.getBoolean("paused"));
  }

  /**
   * The source of a row. Empty, with a line in the log, if its kind or a setting is not known here:
   * a later version wrote it, which runs at the same time during an upgrade, or ran before a
   * downgrade.
   */
  Optional<Source> source(Row row) {
    String name = row.getString("kind");
    Optional<SourceKind> kind = SourceKind.of(name);
    try {
      if (kind.isPresent()) {
        return Optional.of(
            new Source(
                row.getUUID("id"),
                new TenantId(row.getUUID("tenant_id")),
                row.getString("name"),
                kind.get(),
                scheme(kind.get(), row.getString("settings")),
                intake(row),
                row.getLong("version"),
                SqlTime.instant(row, "created_at")));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.warnf("a source's settings cannot be read source_id=%s: %s", row.getUUID("id"), e);
      return Optional.empty();
    }
    LOG.warnf("a source's kind is not known source_id=%s kind=%s", row.getUUID("id"), name);
    return Optional.empty();
  }
}
