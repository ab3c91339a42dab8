package com.leadignite.auth.onetime;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.onetime.OneTimeStore.Candidate;
import com.leadignite.auth.onetime.OneTimeStore.Hashes;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.Ids;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One-time secrets of an address against a model of them: sent, guessed at and used at random,
 * while time goes by. A seed that fails fails again.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B20")
@Tag("B22")
class OneTimeModelTest {

  private static final int STEPS = 120;
  private static final int GUESSES = 5;
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Flow FLOW = new Flow("https://app.example.com", Optional.empty());
  private static final List<Purpose> PURPOSES =
      List.of(Purpose.RECOVERY, Purpose.MAGICLINK, Purpose.SIGNUP);

  @Inject OneTimeStore store;
  @Inject Rows rows;
  @Inject Ids ids;

  private final EmailAddress address = new EmailAddress(newEmail());
  private final Map<Purpose, Secret> current = new EnumMap<>(Purpose.class);
  private final List<UUID> sent = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  /** The one secret of a purpose that is good. */
  private static final class Secret {

    private final UUID id;
    private final Instant expires;
    private int guesses;

    Secret(UUID id, Instant expires) {
      this.id = id;
      this.expires = expires;
    }
  }

  private <T> T run(Function<Transaction, Uni<T>> work) {
    return rows.asService().transaction(work).await().atMost(Duration.ofMinutes(1));
  }

  private static byte[] link(UUID id) {
    return OneTimeSecrets.hashLink("link of " + id);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(random.nextInt(900));
      Set<Purpose> purposes = some(random);
      switch (random.nextInt(8)) {
        case 0, 1 -> send(PURPOSES.get(random.nextInt(PURPOSES.size())));
        case 2, 3, 4 -> guess(purposes);
        case 5, 6 -> follow(anySent(random), purposes);
        default -> use(anySent(random));
      }
    }
  }

  private static Set<Purpose> some(Random random) {
    Set<Purpose> some = new HashSet<>(PURPOSES);
    some.removeIf(purpose -> random.nextInt(3) == 0);
    return some;
  }

  /** The newest are the likeliest; some were replaced, used or never sent. */
  private UUID anySent(Random random) {
    int age = random.nextInt(5);
    return age >= sent.size() ? new UUID(0, age) : sent.get(sent.size() - 1 - age);
  }

  private void send(Purpose purpose) {
    UUID id = ids.next();
    Hashes hashes =
        new Hashes(id, Buffer.buffer(Sha256.of("code of " + id)), Buffer.buffer(link(id)));

    run(tx -> store.put(tx, Issue.toOwner(purpose, address, FLOW), hashes, now, now.plus(LIFE)));

    sent.add(id);
    current.put(purpose, new Secret(id, now.plus(LIFE)));
  }

  private void guess(Set<Purpose> purposes) {
    Set<UUID> expected =
        current.entrySet().stream()
            .filter(entry -> purposes.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(secret -> secret.expires.isAfter(now) && secret.guesses < GUESSES)
            .map(secret -> {
              secret.guesses++;
              return secret.id;
            })
            .collect(Collectors.toSet());

    List<Candidate> compared =
        store.guess(address, purposes, GUESSES, now).await().atMost(Duration.ofMinutes(1));

    assertEquals(expected, compared.stream().map(Candidate::id).collect(Collectors.toSet()));
  }

  private void follow(UUID id, Set<Purpose> purposes) {
    Optional<Purpose> expected =
        current.entrySet().stream()
            .filter(entry -> entry.getValue().id.equals(id))
            .filter(entry -> purposes.contains(entry.getKey()))
            .filter(entry -> entry.getValue().expires.isAfter(now))
            .map(Map.Entry::getKey)
            .findFirst();

    Optional<UsedSecret> used = run(tx -> store.useLink(tx, link(id), purposes, now));

    assertEquals(expected, used.map(UsedSecret::purpose));
    expected.ifPresent(current::remove);
  }

  /** The right code, once it was compared. */
  private void use(UUID id) {
    Optional<Purpose> expected =
        current.entrySet().stream()
            .filter(entry -> entry.getValue().id.equals(id))
            .map(Map.Entry::getKey)
            .findFirst();

    Optional<UsedSecret> used = run(tx -> store.use(tx, id));

    assertEquals(expected, used.map(UsedSecret::purpose));
    expected.ifPresent(current::remove);
  }
}
