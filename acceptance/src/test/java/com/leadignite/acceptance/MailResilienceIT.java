package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.stack.Service;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** auth-service is killed after it answered a sign-up, and before the SMTP server had its mail. */
@Isolated
@Order(Integer.MAX_VALUE - 3)
class MailResilienceIT {

  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final Duration DELIVERY = Duration.ofMinutes(2);
  private static final Pattern CODE = Pattern.compile("(?m)(\\d{6})$");
  private static final int SIGKILL = 137;

  @Test
  void theMailOfASignUpIsSentOnceTheServiceIsBack() throws Exception {
    Platform platform = Platform.ownOnly();
    String email = Person.newEmail();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout((int) DELIVERY.toMillis());
      try (Replica replica = Replica.start(Service.AUTH, settings(silent)).ready()) {
        // Another process would send the mail at once.
        platform.stack().pause("auth");
        Client.of(replica.url())
            .post("/auth/v1/signup", Map.of("email", email, "password", Person.newPassword()))
            .send()
            .expect(200);
        Socket taken = silent.accept();
        replica.kill();
        assertThat(replica.exitStatus(RECOVERY)).isEqualTo(SIGKILL);
        taken.close();
        assertThat(mailsTo(email)).isEmpty();
      } finally {
        platform.stack().resume("auth");
      }
    }
    platform.stack().awaitReady(RECOVERY);

    Await.until("the mail is sent", DELIVERY, () -> !mailsTo(email).isEmpty());

    Matcher code = CODE.matcher(mailsTo(email).path(0).path("text").asText());
    assertThat(code.find()).isTrue();
    Map<String, String> shown = Map.of("type", "signup", "email", email, "token", code.group(1));
    Await.until(
        "its code is taken",
        RECOVERY,
        () -> Client.ofThePlatform().post("/auth/v1/verify", shown).send().status() == 200);
    assertThat(mailsTo(email)).hasSize(1);
  }

  /** A server that takes connections and says nothing: a mail to it is on its way for long. */
  private static Map<String, String> settings(ServerSocket silent) {
    return Map.of(
        "leadignite.auth.mail.autoconfirm",
        "false",
        "quarkus.mailer.host",
        silent.getInetAddress().getHostAddress(),
        "quarkus.mailer.port",
        String.valueOf(silent.getLocalPort()),
        // Whoever is back takes the mail once the lease of the one that was killed is over.
        "leadignite.auth.mail.lease",
        "5s");
  }

  private static JsonNode mailsTo(String email) throws Exception {
    return Client.ofThePlatform()
        .get("/mailbox/mails?to=" + email)
        .send()
        .expect(200)
        .json()
        .path("items");
  }
}
