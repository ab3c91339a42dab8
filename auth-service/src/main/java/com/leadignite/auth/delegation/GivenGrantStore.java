package com.leadignite.auth.delegation;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person let clients do, across organizations. */
@Singleton
final class GivenGrantStore {

  GivenGrantStore() {}

  /** Ends it, always in the same order: two who end the same must not wait for each other. */
  Uni<Map<TenantId, List<SessionId>>> endAllOf(Transaction tx, UserId user, String why) {
    String sql =
        """
        with given as (
          select id
          from oauth_grants
          where user_id = $1
            and kind = 'person'
            and ended_at is null
            and not_after > clock_timestamp()
          order by id
          for no key update
        )
        update oauth_grants g
        set
          ended_at = clock_timestamp(),
          end_reason = $2
        from given
        where g.id = given.id
        returning
          g.id,
          g.tenant_id
        """;
    return tx.query(sql, Tuple.of(user.value(), why))
        .map(found -> {
          Map<TenantId, List<SessionId>> ended = new HashMap<>();
          found.forEach(row ->
              ended
                  .computeIfAbsent(
                      new TenantId(row.getUUID("tenant_id")), tenant -> new ArrayList<>())
                  .add(new SessionId(row.getUUID("id"))));
          return ended;
        });
  }
}
