package com.leadignite.auth.verify;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.verify.PkceCodeStore.Taken;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PkceCodeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(300);
  private static final byte[] CODE = Sha256.of("a code");
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

  @Inject PkceCodeStore store;
  @Inject Rows rows;

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }

  private UserId insert() {
    UserId user = new UserId(UUID.fromString(signUp(newEmail()).userId()));
    CodeGrant grant = CodeGrant.ofMail(user, CHALLENGE);
    await(rows.asService().transaction(tx -> store.insert(tx, CODE, grant, null, NOW, LATER)));
    return user;
  }

  @Test
  @Tag("B30")
  void aCodeIsTakenOnce() {
    UserId user = insert();

    assertEquals(
        Optional.of(new Taken(CodeGrant.ofMail(user, CHALLENGE), null)),
        await(store.take(CODE, NOW)));
    assertEquals(Optional.empty(), await(store.take(CODE, NOW)));
  }

  @Test
  @Tag("B30")
  void oneOfManyTakesACode() {
    insert();

    List<Optional<Taken>> taken = Parallel.run(50, () -> await(store.take(CODE, NOW)));

    assertEquals(1, taken.stream().filter(Optional::isPresent).count());
  }

  @Test
  void aCodeExpires() {
    insert();

    assertEquals(Optional.empty(), await(store.take(CODE, LATER)));
    assertTrue(await(store.take(CODE, LATER.minusMillis(1))).isPresent());
  }

  @Test
  void anotherCodeIsUnknown() {
    insert();

    assertEquals(Optional.empty(), await(store.take(Sha256.of("another"), NOW)));
  }

  @Test
  void aCodeGoesWithItsAccount() {
    insert();

    PlatformServers.sql("delete from auth.users");

    assertEquals(0, Stored.count("auth.pkce_codes"));
  }

  @Test
  void expiredCodesAreDeleted() {
    insert();
    await(store.deleteExpired(LATER));
    assertEquals(1, Stored.count("auth.pkce_codes"));

    await(store.deleteExpired(LATER.plusMillis(1)));

    assertEquals(0, Stored.count("auth.pkce_codes"));
  }
}
