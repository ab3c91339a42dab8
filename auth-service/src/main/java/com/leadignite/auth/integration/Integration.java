package com.leadignite.auth.integration;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a provider, as admins see it: nothing that gives access is in it.
 *
 * @param id its id
 * @param provider the provider's name
 * @param kind what the provider is given access by
 * @param name what tells it from others to the same provider
 * @param status its health
 * @param scopes what the provider granted
 * @param account the provider's name of the account; left out if it gave none
 * @param connectedBy who connected it last
 * @param createdAt when it was first connected
 * @param connectedAt when it was last connected
 * @param expiresAt when the access token ends; left out if it does not
 * @param lastRefreshedAt when the tokens were last refreshed; left out if never
 * @param lastError why the last refresh failed; left out if it succeeded
 * @param lastErrorAt when it failed
 * @param lastUsedAt when a service was last given the access token; left out if never
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Integration(
    UUID id,
    String provider,
    IntegrationKind kind,
    String name,
    IntegrationStatus status,
    List<String> scopes,
    @Nullable String account,
    UserId connectedBy,
    Instant createdAt,
    Instant connectedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastRefreshedAt,
    ProviderFailure.@Nullable Reason lastError,
    @Nullable Instant lastErrorAt,
    @Nullable Instant lastUsedAt) {

  static final String COLUMNS =
      """
      i.id,
      i.provider,
      i.name,
      i.status,
      i.kind,
      i.scopes,
      i.account,
      i.connected_by,
      i.created_at,
      i.connected_at,
      i.expires_at,
      i.last_refreshed_at,
      i.last_error,
      i.last_error_at,
      i.last_used_at
      """;

  static Integration of(Row row) {
    String error = row.getString("last_error");
    return new Integration(
        row.getUUID("id"),
        row.getString("provider"),
        IntegrationKind.of(row.getString("kind")),
        row.getString("name"),
        IntegrationStatus.of(row.getString("status")),
        List.of(row.getArrayOfStrings("scopes")),
        row.getString("account"),
        new UserId(row.getUUID("connected_by")),
        instant(row, "created_at"),
        instant(row, "connected_at"),
        instantOrNull(row, "expires_at"),
        instantOrNull(row, "last_refreshed_at"),
        error == null ? null : ProviderFailure.Reason.of(error),
        instantOrNull(row, "last_error_at"),
        instantOrNull(row, "last_used_at"));
  }
}
