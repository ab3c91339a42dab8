package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CredentialsStoreTest {

  private static final String NETWORK = "192.0.2.1";

  @Inject CredentialsStore store;
  @Inject Clock clock;

  private EmailAddress address;
  private String userId;
  private Instant now;

  @BeforeEach
  void anAccount() {
    address = new EmailAddress(newEmail());
    userId = signUp(address.value()).userId();
    now = clock.instant();
  }

  private Optional<Credentials> find(EmailAddress email, Instant since, Instant at) {
    return store.of(email, NETWORK, since, at).await().atMost(Duration.ofMinutes(1));
  }

  private Credentials found() {
    return find(address, now.minus(Duration.ofDays(30)), now).orElseThrow();
  }

  @Test
  void areThoseOfTheAccountThatHasTheAddress() {
    signUp(newEmail());

    Credentials credentials = found();

    assertEquals(userId, credentials.id().toString());
    assertTrue(String.valueOf(credentials.phc()).startsWith("$argon2id$"));
    assertTrue(credentials.confirmed());
    assertFalse(credentials.banned());
    assertEquals(Optional.empty(), find(new EmailAddress("nobody@example.com"), now, now));
  }

  @Test
  void haveNoHashIfTheAccountHasNoPassword() {
    PlatformServers.sql("delete from auth.passwords");

    assertNull(found().phc());
    assertNull(found().passwordSince());
  }

  @Test
  void sayWhetherTheAddressIsConfirmed() {
    PlatformServers.sql("update auth.users set email_confirmed_at = null");

    assertFalse(found().confirmed());
  }

  @Test
  void sayForHowLongTheAccountIsBanned() {
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    assertTrue(found().banned());
    assertFalse(find(address, now, now.plus(Duration.ofHours(2))).orElseThrow().banned());
  }

  /** A known address has attempts of its own: one sign-in a year ago must not make it one. */
  @Test
  @Tag("B14")
  void sayWhetherTheyWereSignedInWithFromThereLately() {
    assertFalse(found().knownAddress());
    PlatformServers.sql("update auth.sessions set address = '" + NETWORK + "'");

    assertTrue(found().knownAddress());

    assertFalse(find(address, now.plus(Duration.ofMinutes(1)), now).orElseThrow().knownAddress());
  }

  @Test
  void doNotPrintTheHash() {
    assertFalse(found().toString().contains("argon2id"));
  }
}
