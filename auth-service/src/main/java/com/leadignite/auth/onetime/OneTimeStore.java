package com.leadignite.auth.onetime;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One-time secrets. Every statement runs as the service. */
@Singleton
final class OneTimeStore {

  private static final String USED =
      """
      returning
        purpose,
        address,
        user_id,
        redirect_to,
        code_challenge,
        details
      """;

  private final Rows.Scope rows;

  OneTimeStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** Hashes to store. */
  record Hashes(UUID id, Buffer code, Buffer link) {}

  /**
   * Whose a secret is that was stored.
   *
   * @param user null if the address has no account
   * @param confirmed whether the address is confirmed
   * @param details what is stored with it
   */
  record Owner(@Nullable UUID user, boolean confirmed, Map<String, Object> details) {}

  /** A code that may have been guessed. */
  record Candidate(UUID id, Buffer codeHash) {}

  /**
   * Stores a secret in place of an earlier one of its kind. Does the same work whether the address
   * has an account or not (B18). Notes when it was sent, unless somebody is changing the account:
   * nobody waits for that, and nobody learns from the time of an answer that they would have.
   */
  Uni<Owner> put(Transaction tx, Issue issue, Hashes hashes, Instant now, Instant expiresAt) {
    String sql =
        """
        with stored as (
          insert into one_time_secrets as s (
            id,
            purpose,
            address,
            user_id,
            code_hash,
            link_hash,
            redirect_to,
            code_challenge,
            details,
            created_at,
            expires_at
          )
          select
            $1,
            $2,
            $3,
            coalesce($4, (select u.id from users u where u.email = $3 or u.phone = $3)),
            $5,
            $6,
            $7,
            $8,
            $9,
            $10,
            $11
          on conflict (address, purpose) do update
          set
            id = excluded.id,
            user_id =
              case
                when $12 and s.expires_at > excluded.created_at
                  then coalesce(s.user_id, excluded.user_id)
                else excluded.user_id
              end,
            code_hash = excluded.code_hash,
            link_hash = excluded.link_hash,
            guesses = 0,
            redirect_to = excluded.redirect_to,
            code_challenge = excluded.code_challenge,
            details =
              case
                when $12 and s.expires_at > excluded.created_at then s.details
                else excluded.details
              end,
            created_at = excluded.created_at,
            expires_at = excluded.expires_at
          returning s.user_id, s.details
        ),
        free as materialized (
          select o.id
          from users o
          join stored on stored.user_id = o.id
          for no key update of o skip locked
        ),
        shown as (
          update users u
          set
            confirmation_sent_at =
              case when $13 then u.confirmation_sent_at else $10::timestamptz end,
            recovery_sent_at = case when $13 then $10::timestamptz else u.recovery_sent_at end
          where $14
            and u.id = any(array(select id from free))
        )
        select
          stored.user_id,
          case
            when u.email = $3 then u.email_confirmed_at
            else u.phone_confirmed_at
          end is not null as confirmed,
          stored.details
        from stored
        left join users u on u.id = stored.user_id
        """;
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  hashes.id(),
                  issue.purpose().wireName(),
                  issue.to().value(),
                  issue.user() == null ? null : issue.user().value(),
                  hashes.code(),
                  hashes.link(),
                  issue.flow().redirectTo(),
                  issue.flow().challenge().map(CodeChallenge::value).orElse(null),
                  new JsonObject(issue.details()),
                  utc(now),
                  utc(expiresAt),
                  issue.renews(),
                  issue.purpose() == Purpose.RECOVERY || issue.purpose() == Purpose.MAGICLINK,
                  issue.purpose().isShown()
                }))
        .map(found -> {
          Row row = found.iterator().next();
          return new Owner(
              row.getUUID("user_id"),
              row.getBoolean("confirmed"),
              row.get(JsonObject.class, "details").getMap());
        });
  }

  /** Uses the secret of a link up; empty if there is none, or somebody else was faster. */
  Uni<Optional<UsedSecret>> useLink(
      Transaction tx, byte[] linkHash, Collection<Purpose> purposes, Instant now) {
    String sql =
        """
        delete from one_time_secrets
        where link_hash = $1
          and purpose = any($2)
          and expires_at > $3
        """
            + USED;
    return tx.query(sql, Tuple.of(Buffer.buffer(linkHash), names(purposes), utc(now)))
        .map(OneTimeStore::used);
  }

  /**
   * Counts a guess at the codes of an address before anybody compares it: of any number at once no
   * more than the limit are compared.
   */
  Uni<List<Candidate>> guess(
      Address address, Collection<Purpose> purposes, int limit, Instant now) {
    String sql =
        """
        update one_time_secrets
        set guesses = guesses + 1
        where address = $1
          and purpose = any($2)
          and guesses < $3
          and expires_at > $4
        returning
          id,
          code_hash
        """;
    return rows.query(sql, Tuple.of(address.value(), names(purposes), limit, utc(now)))
        .map(found -> {
          List<Candidate> candidates = new ArrayList<>();
          found.forEach(
              row -> candidates.add(new Candidate(row.getUUID("id"), row.getBuffer("code_hash"))));
          return candidates;
        });
  }

  /** Uses a secret up whose code was guessed right; empty if somebody else was faster. */
  Uni<Optional<UsedSecret>> use(Transaction tx, UUID id) {
    String sql =
        """
        delete from one_time_secrets
        where id = $1
        """
            + USED;
    return tx.query(sql, Tuple.of(id)).map(OneTimeStore::used);
  }

  static String[] names(Collection<Purpose> purposes) {
    return purposes.stream().map(Purpose::wireName).toArray(String[]::new);
  }

  private static Optional<UsedSecret> used(RowSet<Row> found) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    Row row = found.iterator().next();
    UUID user = row.getUUID("user_id");
    return Optional.of(
        new UsedSecret(
            Purpose.of(row.getString("purpose")),
            Address.of(row.getString("address")),
            user == null ? null : new UserId(user),
            new Flow(
                row.getString("redirect_to"),
                Optional.ofNullable(row.getString("code_challenge")).map(CodeChallenge::new)),
            row.get(JsonObject.class, "details").getMap()));
  }
}
