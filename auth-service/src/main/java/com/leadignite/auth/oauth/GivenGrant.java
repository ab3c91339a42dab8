package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.instant;

import com.leadignite.guard.caller.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person let a client do, as they see it; in the form of Supabase Auth.
 *
 * @param client the client
 * @param scopes what it may do
 * @param grantedAt since when
 */
@RegisterForReflection
record GivenGrant(NamedClient client, List<Scope> scopes, Instant grantedAt) {

  /**
   * A client as people are told of it.
   *
   * @param id the client
   * @param name its name
   * @param uri where it is: the origin of the address that it sends people back to
   * @param logoUri always empty
   */
  @RegisterForReflection
  record NamedClient(UUID id, String name, String uri, String logoUri) {

    static NamedClient of(UUID id, String name, String redirectUri) {
      return new NamedClient(id, name, RedirectTarget.origin(redirectUri), "");
    }
  }

  static GivenGrant of(Row row) {
    String[] redirects = row.getArrayOfStrings("redirect_uris");
    return new GivenGrant(
        NamedClient.of(
            row.getUUID("id"), row.getString("name"), redirects.length == 0 ? "" : redirects[0]),
        Client.scopes(row),
        instant(row, "created_at"));
  }
}
