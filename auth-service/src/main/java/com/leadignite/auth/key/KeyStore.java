package com.leadignite.auth.key;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.key.SigningKey.Active;
import com.leadignite.auth.key.SigningKey.Next;
import com.leadignite.auth.key.SigningKey.Retired;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Keys as they are kept: the public half readable, the private half sealed. */
@Singleton
final class KeyStore {

  private final Rows rows;
  private final RootKey rootKey;

  KeyStore(Rows rows, RootKey rootKey) {
    this.rows = rows;
    this.rootKey = rootKey;
  }

  /** The keys to publish at that time. */
  Uni<KeyRing> published(Instant now) {
    return rows.asService().query(PUBLISHED, Tuple.of(utc(now))).map(this::ring);
  }

  /** As {@link #published}, after every other replica that changes keys is done. */
  Uni<KeyRing> lockPublished(Transaction transaction, Instant now) {
    return transaction
        .query("select pg_advisory_xact_lock(7310001)", Tuple.tuple())
        .chain(() -> transaction.query(PUBLISHED, Tuple.of(utc(now))))
        .map(this::ring);
  }

  private static final String PUBLISHED =
      """
      select
        kid,
        state,
        public_jwk,
        sealed_private,
        published_at,
        activated_at,
        retired_at,
        verifiable_until
      from signing_keys
      where verifiable_until is null or verifiable_until > $1
      order by published_at desc, kid
      """;

  /** Stores a key that was just made. */
  Uni<Void> insert(Transaction transaction, SigningKey key) {
    String sql =
        """
        insert into signing_keys (
          kid,
          state,
          public_jwk,
          sealed_private,
          published_at,
          activated_at
        ) values ($1, $2, $3, $4, $5, $6)
        """;
    String activated = key instanceof Active ? "active" : "next";
    byte[] sealed =
        rootKey.seal(key.pair().getEcPrivateKey().getEncoded(), UUID.fromString(key.kid()));
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  key.kid(),
                  activated,
                  new JsonObject(key.pair().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)),
                  Buffer.buffer(sealed),
                  utc(key.publishedAt()),
                  key instanceof Active active ? utc(active.activatedAt()) : null
                }))
        .replaceWithVoid();
  }

  /** Stores that the active key signs no more. */
  Uni<Void> update(Transaction transaction, Retired key) {
    String sql =
        """
        update signing_keys
        set
          state = 'retired',
          retired_at = $2,
          verifiable_until = $3
        where kid = $1 and state = 'active'
        """;
    return transaction
        .query(sql, Tuple.of(key.kid(), utc(key.retiredAt()), utc(key.verifiableUntil())))
        .replaceWithVoid();
  }

  /** Stores that the next key signs now. */
  Uni<Void> update(Transaction transaction, Active key) {
    String sql =
        """
        update signing_keys
        set
          state = 'active',
          activated_at = $2
        where kid = $1 and state = 'next'
        """;
    return transaction.query(sql, Tuple.of(key.kid(), utc(key.activatedAt()))).replaceWithVoid();
  }

  /** Forgets keys whose last token has expired, the private halves with them. */
  Uni<Void> deleteExpired(Transaction transaction, Instant now) {
    return transaction
        .query("delete from signing_keys where verifiable_until <= $1", Tuple.of(utc(now)))
        .replaceWithVoid();
  }

  /** Forgets all keys. */
  Uni<Void> deleteAll(Transaction transaction) {
    return transaction.query("delete from signing_keys", Tuple.tuple()).replaceWithVoid();
  }

  private KeyRing ring(RowSet<Row> rowSet) {
    List<SigningKey> keys = new ArrayList<>();
    rowSet.forEach(row -> keys.add(key(row)));
    return new KeyRing(keys);
  }

  private SigningKey key(Row row) {
    EllipticCurveJsonWebKey pair = pair(row);
    Instant published = instant(row, "published_at");
    String state = row.getString("state");
    return switch (state) {
      case "next" -> new Next(pair, published);
      case "active" -> new Active(pair, published, instant(row, "activated_at"));
      case "retired" ->
          new Retired(
              pair,
              published,
              instant(row, "activated_at"),
              instant(row, "retired_at"),
              instant(row, "verifiable_until"));
      default -> throw new IllegalStateException("unknown state of a signing key: " + state);
    };
  }

  private EllipticCurveJsonWebKey pair(Row row) {
    String kid = row.getString("kid");
    try {
      JsonObject jwk = row.get(JsonObject.class, "public_jwk");
      ECPublicKey publicKey =
          (ECPublicKey) PublicJsonWebKey.Factory.newPublicJwk(jwk.encode()).getPublicKey();
      byte[] sealed = row.getBuffer("sealed_private").getBytes();
      EllipticCurveJsonWebKey pair = new EllipticCurveJsonWebKey(publicKey);
      pair.setPrivateKey(
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(
                      new PKCS8EncodedKeySpec(rootKey.open(sealed, UUID.fromString(kid)))));
      NewKeys.describe(pair, kid);
      return pair;
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException("a stored signing key cannot be read kid=" + kid, e);
    }
  }
}
