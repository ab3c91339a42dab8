package com.leadignite.auth.passkey;

import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.auth.factor.Factor;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner sees it.
 *
 * @param factor the factor that it is
 * @param credential its credential
 * @param lastUsedAt when it was last shown; null if never since it was registered
 */
public record ListedPasskey(
    Factor factor, CredentialDescriptor credential, @Nullable Instant lastUsedAt) {

  static ListedPasskey of(StoredPasskey stored, Row row) {
    return new ListedPasskey(
        stored.factor(),
        CredentialDescriptor.of(stored.credential()),
        instantOrNull(row, "last_used_at"));
  }

  /** This, under another name. */
  ListedPasskey called(String name) {
    return new ListedPasskey(factor.called(name), credential, lastUsedAt);
  }
}
