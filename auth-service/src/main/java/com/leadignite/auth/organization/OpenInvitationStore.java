package com.leadignite.auth.organization;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Which addresses are invited, by any organization. */
@Singleton
public final class OpenInvitationStore {

  private final Clock clock;

  OpenInvitationStore(Clock clock) {
    this.clock = clock;
  }

  /** Whether an invitation to the address can be accepted now; the transaction is the service's. */
  public Uni<Boolean> isInvited(Transaction transaction, EmailAddress email) {
    String sql =
        """
        select exists (
          select
          from invitations i
          where i.email = $2
            and i.accepted_at is null
            and i.expires_at > $1
            and
        """
            + InvitationStore.AUTHOR_MAY_INVITE
            + """
            ) as found
            """;
    return transaction
        .query(sql, Tuple.of(utc(clock.instant()), email.value()))
        .map(found -> found.iterator().next().getBoolean("found"));
  }
}
