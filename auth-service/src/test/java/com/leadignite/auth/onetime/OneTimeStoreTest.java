package com.leadignite.auth.onetime;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.onetime.OneTimeStore.Candidate;
import com.leadignite.auth.onetime.OneTimeStore.Hashes;
import com.leadignite.auth.onetime.OneTimeStore.Owner;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OneTimeStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final Set<Purpose> RECOVERY = Set.of(Purpose.RECOVERY);
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  private static final Flow FLOW =
      new Flow("https://app.example.com/cb?a=b", Optional.of(CHALLENGE));

  @Inject OneTimeStore store;
  @Inject VoidSecretStore voidSecrets;
  @Inject Rows rows;
  @Inject Ids ids;

  private final EmailAddress address = new EmailAddress(newEmail());

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return await(rows.asService().transaction(work));
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }

  private static byte[] link(UUID id) {
    return OneTimeSecrets.hashLink("link of " + id);
  }

  private Owner put(Issue issue, UUID id) {
    Hashes hashes =
        new Hashes(id, Buffer.buffer(Sha256.of("code of " + id)), Buffer.buffer(link(id)));
    return run(tx -> store.put(tx, issue, hashes, NOW, LATER));
  }

  private UUID put(Purpose purpose) {
    UUID id = ids.next();
    put(Issue.toOwner(purpose, address, FLOW), id);
    return id;
  }

  private List<Candidate> guess(Set<Purpose> purposes, Instant now) {
    return await(store.guess(address, purposes, 5, now));
  }

  private Optional<UsedSecret> useLink(UUID id, Set<Purpose> purposes, Instant now) {
    return run(tx -> store.useLink(tx, link(id), purposes, now));
  }

  @Test
  void bindsASecretToTheAccountOfItsAddress() {
    UserId user = new UserId(UUID.fromString(signUp(address.value()).userId()));

    Owner owner = put(Issue.toOwner(Purpose.RECOVERY, address, FLOW), ids.next());

    assertEquals(new Owner(user.value(), true, Map.of()), owner);
  }

  /** The same work, so that nothing tells the two apart (B18). */
  @Test
  @Tag("B18")
  void storesASecretForAnAddressWithoutAnAccountToo() {
    Owner owner = put(Issue.toOwner(Purpose.RECOVERY, address, FLOW), ids.next());

    assertNull(owner.user());
    assertEquals(1, Stored.count("auth.one_time_secrets"));
  }

  @Test
  @Tag("B20")
  void aLinkIsUsedOnceWithWhatWasStoredOfIt() {
    UUID id = ids.next();
    put(new Issue(Purpose.RECOVERY, address, null, FLOW, Map.of("data", Map.of("a", 1)), true), id);

    UsedSecret used = useLink(id, RECOVERY, NOW).orElseThrow();

    assertEquals(
        new UsedSecret(Purpose.RECOVERY, address, null, FLOW, Map.of("data", Map.of("a", 1))),
        used);
    assertEquals(Optional.empty(), useLink(id, RECOVERY, NOW));
  }

  @Test
  @Tag("B20")
  void aLinkIsForItsPurposeAndTimeAlone() {
    UUID id = put(Purpose.RECOVERY);

    assertEquals(Optional.empty(), useLink(id, Set.of(Purpose.SIGNUP, Purpose.INVITE), NOW));
    assertEquals(Optional.empty(), useLink(id, Set.of(), NOW));
    assertEquals(Optional.empty(), useLink(id, RECOVERY, LATER));
    assertTrue(useLink(id, RECOVERY, LATER.minusMillis(1)).isPresent());
  }

  @Test
  @Tag("B22")
  void oneOfManyUsesOfALinkSucceeds() {
    UUID id = put(Purpose.RECOVERY);

    List<Optional<UsedSecret>> used = Parallel.run(50, () -> useLink(id, RECOVERY, NOW));

    assertEquals(1, used.stream().filter(Optional::isPresent).count());
  }

  @Test
  void aNewSecretReplacesTheOneOfItsPurpose() {
    UUID first = put(Purpose.RECOVERY);
    UUID other = put(Purpose.MAGICLINK);
    guess(RECOVERY, NOW);

    UUID second = put(Purpose.RECOVERY);

    assertEquals(Optional.empty(), useLink(first, RECOVERY, NOW));
    assertEquals(0, Stored.count("auth.one_time_secrets where guesses > 0"));
    assertTrue(useLink(second, RECOVERY, NOW).isPresent());
    assertTrue(useLink(other, Set.of(Purpose.MAGICLINK), NOW).isPresent());
  }

  @Test
  @Tag("B13")
  void aCodeIsComparedFiveTimesAndItsLinkStaysGood() {
    UUID id = put(Purpose.RECOVERY);
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of(id), guess(RECOVERY, NOW).stream().map(Candidate::id).toList());
    }

    assertEquals(List.of(), guess(RECOVERY, NOW));

    assertTrue(useLink(id, RECOVERY, NOW).isPresent());
  }

  /**
   * Counted before it is compared: a hundred at once are no more guesses than a hundred in turn.
   */
  @Test
  @Tag("B12")
  void ofManyGuessesAtOnceFiveAreCompared() {
    put(Purpose.RECOVERY);

    List<Integer> compared = Parallel.run(50, () -> guess(RECOVERY, NOW).size());

    assertEquals(5, compared.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aGuessCountsForTheCodesThatItCouldBe() {
    put(Purpose.RECOVERY);
    UUID signUp = put(Purpose.SIGNUP);
    UUID magicLink = put(Purpose.MAGICLINK);

    List<Candidate> candidates = guess(Set.of(Purpose.SIGNUP, Purpose.MAGICLINK), NOW);

    assertEquals(
        Set.of(signUp, magicLink), Set.copyOf(candidates.stream().map(Candidate::id).toList()));
    assertEquals(1, Stored.count("auth.one_time_secrets where guesses = 0"));
  }

  @Test
  void aGuessAtAnExpiredCodeIsNotCompared() {
    put(Purpose.RECOVERY);

    assertEquals(List.of(), guess(RECOVERY, LATER));
  }

  @Test
  @Tag("B22")
  void aCodeThatWasGuessedRightIsUsedOnce() {
    UUID id = put(Purpose.RECOVERY);

    List<Optional<UsedSecret>> used = Parallel.run(20, () -> run(tx -> store.use(tx, id)));

    assertEquals(1, used.stream().filter(Optional::isPresent).count());
  }

  @Test
  void deletesAPersonsSecretsOfSomePurposes() {
    UserId user = new UserId(UUID.fromString(signUp(address.value()).userId()));
    put(Purpose.RECOVERY);
    put(Purpose.SIGNUP);

    run(tx -> voidSecrets.deleteOf(tx, user, RECOVERY));

    assertEquals("signup", Stored.text("select purpose from auth.one_time_secrets"));
  }

  @Test
  void deletesWhatExpiredBefore() {
    put(Purpose.RECOVERY);
    await(voidSecrets.deleteExpired(LATER));
    assertEquals(1, Stored.count("auth.one_time_secrets"));

    await(voidSecrets.deleteExpired(LATER.plusMillis(1)));

    assertEquals(0, Stored.count("auth.one_time_secrets"));
  }
}
