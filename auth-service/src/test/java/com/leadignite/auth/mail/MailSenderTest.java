package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.auth.testing.Settings;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.qute.Engine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The outbox of mails, with an SMTP server that does as it is told. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class MailSenderTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final EmailAddress TO = new EmailAddress("ada@example.com");

  @Inject MailStore store;
  @Inject MailSeal seal;
  @Inject MailWriter writer;
  @Inject Mails mails;
  @Inject Rows rows;
  @Inject Ids ids;
  @Inject Engine engine;
  @Inject Vertx vertx;

  private final List<MailSender> senders = new ArrayList<>();
  private final List<io.quarkus.mailer.Mail> sent = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    senders.forEach(sender -> sender.stop(new ShutdownEvent()));
  }

  private static Mail mail(boolean wanted, Instant expiresAt) {
    return new Mail(
        MailKind.RECOVERY,
        TO,
        Map.of("code", "123456", "link", "https://app.example.com/?a=b&c=d", "minutes", "60"),
        expiresAt,
        wanted);
  }

  private static Mail mail() {
    return mail(true, Instant.now().plusSeconds(600));
  }

  private void insert(Mail mail) {
    var id = ids.next();
    rows.asService()
        .transaction(tx -> store.insert(tx, id, mail, "en", seal.seal(id, mail.values())))
        .await()
        .atMost(PATIENCE);
  }

  private void start(Function<io.quarkus.mailer.Mail, Uni<Void>> smtp) {
    MailDeliveryConfig config =
        Settings.of(
            MailDeliveryConfig.class,
            Map.of(
                "leadignite.auth.mail.tries", "3",
                "leadignite.auth.mail.batch", "10",
                "leadignite.auth.mail.first-pause", "10ms",
                "leadignite.auth.mail.round", "20ms"));
    MailSender sender =
        new MailSender(
            store,
            waiting -> smtp.apply(writer.write(waiting)),
            config,
            new MailMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
            Clock.systemUTC(),
            new SecureRandom(),
            vertx);
    senders.add(sender);
    sender.start(new StartupEvent());
  }

  private Uni<Void> accept(io.quarkus.mailer.Mail mail) {
    sent.add(mail);
    return Uni.createFrom().voidItem();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen");
      Thread.sleep(10);
    }
  }

  private static boolean isEmpty() {
    return Stored.count("auth.mails") == 0;
  }

  @Test
  @Tag("B44")
  void twoReplicasSendEachMailOnce() throws Exception {
    for (int i = 0; i < 60; i++) {
      insert(mail());
    }

    start(this::accept);
    start(this::accept);

    await(MailSenderTest::isEmpty);
    assertEquals(60, sent.size());
    assertEquals(
        60, sent.stream().map(each -> each.getHeaders().get("Message-ID")).distinct().count());
  }

  @Test
  void writesTextHtmlAndSubjectAndEscapesInHtmlAlone() throws Exception {
    insert(mail());
    start(this::accept);

    await(MailSenderTest::isEmpty);

    io.quarkus.mailer.Mail mail = sent.getFirst();
    assertEquals(List.of(TO.value()), mail.getTo());
    assertEquals("Set a new password", mail.getSubject());
    assertTrue(mail.getText().contains("https://app.example.com/?a=b&c=d"));
    assertTrue(mail.getHtml().contains("https://app.example.com/?a=b&amp;c=d"));
    assertEquals(List.of("auto-generated"), mail.getHeaders().get("Auto-Submitted"));
  }

  @Test
  void triesAgainUntilTheServerAccepts() throws Exception {
    insert(mail());
    List<String> tried = new CopyOnWriteArrayList<>();

    start(each -> {
      tried.add("once");
      return tried.size() < 3
          ? Uni.createFrom().failure(new IOException("the server is down"))
          : accept(each);
    });

    await(MailSenderTest::isEmpty);
    assertEquals(3, tried.size());
  }

  @Test
  void makesAMailThatWasTriedOftenEnoughADeadLetter() throws Exception {
    insert(mail());

    start(each -> Uni.createFrom().failure(new IOException("no word of " + TO)));

    await(() -> Stored.count("auth.mails where parked_at is not null") == 1);
    assertEquals("3 IOException", Stored.text("select attempts || ' ' || refusal from auth.mails"));
  }

  @Test
  void makesWhatTheServerRefusesForGoodADeadLetterAtOnce() throws Exception {
    insert(mail());

    start(each ->
        Uni.createFrom().failure(new SMTPException("no", 550, List.of("550 no " + TO), false)));

    await(() -> Stored.count("auth.mails where parked_at is not null") == 1);
    assertEquals(
        "1 smtp reply 550", Stored.text("select attempts || ' ' || refusal from auth.mails"));
  }

  @Test
  @Tag("B18")
  void sendsNeitherMailsToNobodyNorExpiredOnes() throws Exception {
    insert(mail(false, Instant.now().plusSeconds(600)));
    insert(mail(true, Instant.now().minusSeconds(1)));

    start(this::accept);

    await(MailSenderTest::isEmpty);
    assertEquals(List.of(), sent);
  }

  @Test
  void leavesATakenMailToWhoTookItUntilTheLeaseEnds() {
    insert(mail());

    int first = store.take(10, Duration.ofMinutes(5)).await().atMost(PATIENCE).size();
    int second = store.take(10, Duration.ofMinutes(5)).await().atMost(PATIENCE).size();
    PlatformServers.sql("update auth.mails set due_at = now()");
    int third = store.take(10, Duration.ofMinutes(5)).await().atMost(PATIENCE).size();

    assertEquals(List.of(1, 0, 1), List.of(first, second, third));
  }

  @Test
  void storesNoMailOfWhatWasRolledBack() {
    Uni<Object> failing =
        rows.asService()
            .transaction(tx ->
                mails
                    .post(tx, mail())
                    .chain(() -> Uni.createFrom().failure(new IllegalStateException("undone"))));

    assertThrows(IllegalStateException.class, () -> failing.await().atMost(PATIENCE));

    assertTrue(isEmpty());
  }

  @Test
  void storesNoSecretInReadableForm() {
    insert(mail());

    String stored = Stored.dump("auth.mails");

    assertFalse(stored.contains("123456"), stored);
    assertFalse(stored.contains("a=b"), stored);
  }

  @Test
  @Tag("B9")
  void letsNobodyButTheServiceReadMails() {
    insert(mail());

    int seen =
        rows.as(new Identity(ids.next().toString(), ids.next().toString(), "platform_admin"))
            .query("select id from mails", Tuple.tuple())
            .await()
            .atMost(PATIENCE)
            .size();

    assertEquals(0, seen);
  }

  @Test
  void takesTemplatesAndLanguagesFromTheConfiguredFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("recovery.txt"), "Subject: Ours {code}\n\n{link}");
    Files.writeString(folder.resolve("recovery.de.html"), "<p>Kennwort {code}</p>");
    MailTemplates templates = templates(folder);

    assertEquals(List.of("de", "en"), templates.languages());
    assertEquals(
        "Subject: Ours 1\n\n2",
        templates
            .of(MailKind.RECOVERY, "de", MailTemplates.Form.TXT)
            .data("code", "1")
            .data("link", "2")
            .render());
    assertEquals(
        "<p>Kennwort &lt;1&gt;</p>",
        templates
            .of(MailKind.RECOVERY, "de", MailTemplates.Form.HTML)
            .data("code", "<1>")
            .render());
  }

  @Test
  void refusesToStartWithFilesThatAreNoTemplates(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("nonsense.txt"), "Subject: x");

    assertThrows(IllegalStateException.class, () -> templates(folder));

    Files.delete(folder.resolve("nonsense.txt"));
    Files.writeString(folder.resolve("recovery.txt"), "Subject: {#if}");
    assertThrows(IllegalStateException.class, () -> templates(folder));
  }

  private MailTemplates templates(Path folder) {
    return new MailTemplates(
        engine,
        Settings.of(
            MailDeliveryConfig.class, Map.of("leadignite.auth.mail.templates", folder.toString())));
  }
}
