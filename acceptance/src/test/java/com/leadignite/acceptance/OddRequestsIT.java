package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.acceptance.OddRequests.Odd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests nobody honest sends: each is refused as the sender's fault, and none costs much. */
@Tag("B38")
class OddRequestsIT {

  private static final long GROWTH_LIMIT_KIB = 300 * 1024;

  private final List<String> broken = new ArrayList<>();

  @Test
  void aRequestWhoseEndIsUnclearIsRefusedAndNothingIsSmuggledBehindIt() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    String bearer = "Authorization: Bearer " + person.accessToken() + "\r\n";
    List<URI> servers = new ArrayList<>();
    servers.add(Platform.shared().url());
    servers.addAll(Platform.ownOnly().services());
    for (URI server : servers) {
      for (String path : List.of("/auth/v1/signup", "/leads/v1/leads")) {
        for (Odd odd : OddRequests.framing(path, bearer)) {
          RawSocket.Received got = RawSocket.send(server, LocalAddress.another(), odd.text(), 1500);
          // A server may also just hang up; what it must not do is act on either reading.
          boolean acted = got.statuses().stream().anyMatch(status -> status < 400 || status >= 500);
          boolean waits = got.statuses().isEmpty() && !got.closed();
          if (acted || waits || got.statuses().size() > 1) {
            broken.add(
                server
                    + path
                    + " "
                    + odd.name()
                    + " -> "
                    + got.statuses()
                    + (waits ? " open" : ""));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
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
    send("/leads/v1/leads", bearer, "last_name"); // what is loaded once and stays is not growth
    long before = residentKib(platform.process("leads"));
    for (int i = 0; i < 8; i++) {
      send("/leads/v1/leads", bearer, "last_name");
    }
    long after = residentKib(platform.process("leads"));
    System.out.println(
        "leads-service: " + before / 1024 + " MiB before, " + after / 1024 + " after");
    assertThat(after - before).isLessThan(GROWTH_LIMIT_KIB);
    assertThat(Client.ofThePlatform().get("/leads/v1/leads").as(person).send().status())
        .isEqualTo(200);
  }

  private void send(String path, String fields, String member) throws IOException {
    for (Odd odd : OddRequests.bodies(path, fields, member)) {
      RawSocket.Received got =
          RawSocket.send(Platform.shared().url(), LocalAddress.another(), odd.text(), 5000);
      if (got.status() < 400 || got.status() >= 500) {
        broken.add(path + " " + odd.name() + " -> " + got.statuses());
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
