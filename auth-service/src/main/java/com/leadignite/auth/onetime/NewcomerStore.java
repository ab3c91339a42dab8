package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom the use of a secret makes an account for. Uses nothing up. */
@Singleton
final class NewcomerStore {

  private final Rows.Scope rows;

  NewcomerStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** By the hash of a link, or by the id of a code that was right. */
  Uni<Optional<Newcomer>> find(@Nullable Buffer linkHash, @Nullable UUID id) {
    String sql =
        """
        select
          s.address,
          s.details
        from one_time_secrets s
        where (s.link_hash = $1 or s.id = $2)
          and s.user_id is null
          and not exists (
            select
            from users u
            where u.email = s.address or u.phone = s.address
          )
        """;
    return rows.query(sql, Tuple.of(linkHash, id))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(newcomer(found.iterator().next())));
  }

  @SuppressWarnings("unchecked")
  private static Newcomer newcomer(Row row) {
    Object data = row.get(JsonObject.class, "details").getMap().get(OneTimeMail.DATA);
    return new Newcomer(
        Address.of(row.getString("address")),
        data instanceof Map<?, ?> said ? (Map<String, Object>) said : Map.of());
  }
}
