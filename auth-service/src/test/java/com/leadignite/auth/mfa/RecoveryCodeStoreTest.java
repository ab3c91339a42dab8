package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B22")
class RecoveryCodeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> CODES = List.of("aaaa", "bbbb", "cccc");

  @Inject RecoveryCodeStore store;
  @Inject FactorStore factors;
  @Inject Rows rows;

  private UserId user;
  private UUID factor;

  @BeforeEach
  void threeCodes() {
    Session person = signUp(newEmail());
    user = new UserId(UUID.fromString(person.userId()));
    factor = UUID.randomUUID();
    SessionId session = new SessionId(UUID.fromString(String.valueOf(person.claim("session_id"))));
    Factor codes = new Factor(factor, Factor.RECOVERY_CODE, null, true, NOW, NOW);
    run(tx -> factors.insert(tx, user, new StoredFactor(codes, session, null)));
    replace(CODES);
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private void replace(List<String> codes) {
    List<byte[]> hashes = codes.stream().map(code -> RecoveryCode.hash(factor, code)).toList();
    run(tx -> store.replace(tx, factor, hashes));
  }

  private boolean spend(UserId whose, String code) {
    return run(tx -> store.spend(tx, whose, factor, RecoveryCode.hash(factor, code), NOW));
  }

  private RecoveryCodes.Status status() {
    return run(tx -> store.status(tx, factor));
  }

  @Test
  void aCodeIsSpentOnce() {
    assertTrue(spend(user, "aaaa"));
    assertFalse(spend(user, "aaaa"));
    assertTrue(spend(user, "bbbb"));

    assertEquals(new RecoveryCodes.Status(factor, 3, 1), status());
  }

  @Test
  void aCodeOfNoneIsNotSpent() {
    assertFalse(spend(user, "dddd"));

    assertEquals(new RecoveryCodes.Status(factor, 3, 3), status());
  }

  @Test
  void nobodySpendsTheCodesOfAnother() {
    UserId other = new UserId(UUID.fromString(signUp(newEmail()).userId()));

    assertFalse(spend(other, "aaaa"));

    assertTrue(spend(user, "aaaa"));
  }

  @Test
  void newCodesReplaceAllOfThem() {
    spend(user, "aaaa");

    replace(List.of("dddd"));

    assertEquals(new RecoveryCodes.Status(factor, 1, 1), status());
    assertFalse(spend(user, "bbbb"));
    assertTrue(spend(user, "dddd"));
  }

  @Test
  void theCodesGoWithTheirFactor() {
    run(tx -> factors.delete(tx, List.of(factor)));

    assertEquals(0, Stored.count("auth.recovery_codes"));
    assertEquals(new RecoveryCodes.Status(factor, 0, 0), status());
  }

  @Test
  void noCodeIsStored() {
    String stored = Stored.dump("auth.recovery_codes");

    CODES.forEach(code -> assertFalse(stored.contains(code), stored));
  }
}
