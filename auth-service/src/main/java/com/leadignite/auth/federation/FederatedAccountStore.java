package com.leadignite.auth.federation;

import static com.leadignite.guard.time.SqlTime.instant;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountRows;
import com.leadignite.auth.assurance.RequiredFactors;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.token.AccountGrant;
import com.leadignite.guard.token.AccountSource;
import com.leadignite.guard.token.FederatedIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The account that has an identity at another issuer. The look-up waits for transactions that
 * change the account or its membership: a revocation carries a time before its commit, and what is
 * read later must know of it.
 */
@Singleton
final class FederatedAccountStore implements AccountSource {

  private static final String FIND =
      """
      select
      """
          + AccountRows.COLUMNS
          + """
          ,
            (
              select o.mfa_required
              from organizations o
              where o.tenant_id = m.tenant_id
            ) as factor_required,
            coalesce(u.banned_until > clock_timestamp(), false)
              or m.suspended_at is not null as suspended,
            date_trunc('milliseconds', clock_timestamp()) as read_at
          from identities known
          join users u on u.id = known.user_id
          join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
          where known.provider = $1
            and known.subject = $2
            and ($3::text is null or known.issuer = $3)
          for share of known, u, m
          """;

  /** Those are ourselves, and issue no tokens but our own. */
  private static final Set<String> OURS = Set.of(Identity.EMAIL, Identity.PHONE);

  private final Rows rows;
  private final RequiredFactors factors;

  FederatedAccountStore(Rows rows, RequiredFactors factors) {
    this.rows = rows;
    this.factors = factors;
  }

  @Override
  public Uni<Optional<AccountGrant>> find(FederatedIdentity identity) {
    return find(identity.provider(), identity.issuer(), identity.subject());
  }

  /**
   * The same for another service.
   *
   * @param issuer null if it does not say, and means the only one that has the subject
   */
  Uni<Optional<AccountGrant>> find(String provider, @Nullable String issuer, String subject) {
    return OURS.contains(provider)
        ? Uni.createFrom().item(Optional.empty())
        : rows.asService().query(FIND, Tuple.of(provider, subject, issuer)).map(this::active);
  }

  private Optional<AccountGrant> active(RowSet<Row> found) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    Row row = found.iterator().next();
    return row.getBoolean("suspended") ? Optional.empty() : Optional.of(grant(row));
  }

  private AccountGrant grant(Row row) {
    Account account = AccountRows.account(row);
    Instant readAt = instant(row, "read_at");
    return new AccountGrant(
        account.id(),
        account.tenantId(),
        account.role(),
        Scope.names(Scope.of(account.role()).stream()).collect(Collectors.toUnmodifiableSet()),
        account.memberSince(),
        account.emailText(),
        factors.areRequired(account, row.getBoolean("factor_required")),
        readAt);
  }
}
