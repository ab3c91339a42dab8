package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.acceptance.OddRequests.Framed;
import com.leadignite.acceptance.OddRequests.Odd;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Requests nobody honest sends: each is refused as the sender's fault, and none costs much. */
@Isolated
@Tag("B38")
class OddRequestsIT {

  /**
   * Less than half of what the rounds below would leave behind if the service kept what it reads.
   */
  private static final long GROWTH_LIMIT_KIB = 48 * 1024;

  private static final int WARM_UP = 20;
  private static final int ROUNDS = 60;
  private static final int LARGE = 100_000;

  private static final int PATIENCE_MILLIS = 60_000;

  private final List<String> broken = new ArrayList<>();

  @Test
  void aRequestWhoseEndIsUnclearIsRefusedAndNothingIsSmuggledBehindIt() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    for (URI server : servers()) {
      for (Odd odd : OddRequests.framing(leadOf(person))) {
        RawSocket.Received got =
            RawSocket.send(server, LocalAddress.another(), odd.text(), PATIENCE_MILLIS);
        // A server may also just hang up; what it must not do is act on either reading.
        boolean refused = got.statuses().isEmpty() || got.statuses().equals(List.of(400));
        if (!refused || !got.closed()) {
          broken.add(server + " " + odd.name() + " -> " + got.statuses() + " " + got.closed());
        }
      }
    }
    assertThat(broken).isEmpty();
    Answer leads = Client.ofThePlatform().get("/leads/v1/leads").as(person).send();
    assertThat(leads.json().get("items")).isEmpty();
  }

  /** Else the test above would pass for any other reason. */
  @Test
  void theSameRequestWithAClearEndIsServedAndTheOneBehindIt() throws Exception {
    Framed lead = leadOf(Person.signUp(Client.ofThePlatform()));
    for (URI server : servers()) {
      for (String honest : List.of(lead.sized(), lead.chunked())) {
        try (KeptConnection connection = new KeptConnection(server, LocalAddress.another())) {
          connection.write((honest + lead.sized()).getBytes(StandardCharsets.ISO_8859_1));

          assertThat(connection.read().status()).isEqualTo(201);
          assertThat(connection.read().status()).isEqualTo(201);
        }
      }
    }
  }

  @Test
  void anOddBodyIsTheSendersFault() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    String bearer = "Authorization: Bearer " + person.accessToken() + "\r\n";
    send("/auth/v1/signup", "", "email");
    send("/auth/v1/token?grant_type=password", "", "email");
    send("/auth/v1/token?grant_type=refresh_token", "", "refresh_token");
    send("/leads/v1/leads", bearer, "last_name");
    assertThat(broken).isEmpty();
  }

  @Test
  void odditiesByTheHundredDoNotMakeAServiceGrow() throws Exception {
    Platform platform = Platform.ownOnly();
    Person person = Person.signUp(Client.ofThePlatform());
    String bearer = "Authorization: Bearer " + person.accessToken() + "\r\n";
    // Those that are read, for the most part at least: a refused head leaves nothing to keep.
    List<Odd> large =
        OddRequests.bodies("/leads/v1/leads", bearer, "last_name").stream()
            .filter(odd -> odd.text().length() > LARGE)
            .toList();
    ProcessHandle process = platform.process("leads");
    // What is loaded once and stays, and a heap that has been used once, is not growth.
    send("/leads/v1/leads", large, WARM_UP);
    long before = residentKib(process);
    send("/leads/v1/leads", large, ROUNDS);
    long after = residentKib(process);
    System.out.println(
        "leads-service: " + before / 1024 + " MiB before, " + after / 1024 + " after");
    assertThat(broken).isEmpty();
    assertThat(after - before).isLessThan(GROWTH_LIMIT_KIB);
    // Out of memory, it would have ended, and been started again.
    assertThat(platform.process("leads").pid()).isEqualTo(process.pid());
    assertThat(Client.ofThePlatform().get("/leads/v1/leads").as(person).send().status())
        .isEqualTo(200);
  }

  private static Framed leadOf(Person person) {
    return new Framed(
        "/leads/v1/leads",
        "Authorization: Bearer " + person.accessToken() + "\r\n",
        "{\"last_name\":\"Hopper\"}");
  }

  /** The front door, and the service itself. */
  private static List<URI> servers() {
    return List.of(Platform.shared().url(), Platform.ownOnly().service("leads"));
  }

  private void send(String path, String fields, String member) throws IOException {
    send(path, OddRequests.bodies(path, fields, member), 1);
  }

  private void send(String path, List<Odd> all, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (Odd odd : all) {
        RawSocket.Received got =
            RawSocket.firstHead(
                Platform.shared().url(), LocalAddress.another(), odd.text(), PATIENCE_MILLIS);
        if (got.status() < 400 || got.status() >= 500) {
          broken.add(path + " " + odd.name() + " -> " + got.statuses());
        }
      }
    }
  }

  private static long residentKib(ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
