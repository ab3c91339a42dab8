package com.leadignite.auth.passkey;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Anybody's passkeys, for those who may read accounts: the caller checks that. */
@Singleton
public final class ReadPasskeys {

  private final Rows rows;
  private final PasskeyStore store;

  ReadPasskeys(Rows rows, PasskeyStore store) {
    this.rows = rows;
    this.store = store;
  }

  /** The passkeys of an account, the oldest first. */
  public Uni<List<ListedPasskey>> of(UserId user) {
    return rows.asService().transaction(tx -> store.of(tx, user));
  }
}
