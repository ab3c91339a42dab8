package com.leadignite.auth.oauth;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Clients as the service itself sees them: whoever shows one's id is nobody yet. */
@Singleton
final class KnownClientStore {

  private static final String FIND =
      "select\n"
          + KnownClient.COLUMNS
          + """
          from oauth_clients c
          where c.id = $1
            and c.disabled_at is null
          """;

  private final Rows rows;

  KnownClientStore(Rows rows) {
    this.rows = rows;
  }

  /** A client that is not disabled. */
  Uni<Optional<KnownClient>> find(UUID id) {
    return rows.asService().query(FIND, Tuple.of(id)).map(KnownClientStore::first);
  }

  /**
   * The same, held until the transaction ends. Take it before anything that the client was given:
   * its end holds it first, too, so that the two do not wait for each other.
   */
  Uni<Optional<KnownClient>> hold(Transaction tx, UUID id) {
    return tx.query(FIND + "for share", Tuple.of(id)).map(KnownClientStore::first);
  }

  private static Optional<KnownClient> first(RowSet<Row> found) {
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(KnownClient.of(found.iterator().next()));
  }
}
