package com.leadignite.testkit.mail;

import com.leadignite.embedded.Ports;
import com.leadignite.embedded.mailbox.Mailbox;
import com.leadignite.embedded.mailbox.ReceivedMail;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives the service under test an SMTP server: {@code @WithTestResource(TestMailbox.class)}. A
 * field of this type in the test class is set to it. It is a new one for each start of the service.
 */
public final class TestMailbox implements QuarkusTestResourceLifecycleManager {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(20);
  private static final Pattern LINK = Pattern.compile("https?://\\S+[?&]token=\\S+");
  private static final Pattern CODE = Pattern.compile("(?m)\\b(\\d{6,10})$");

  private @Nullable Mailbox mailbox;

  @Override
  public Map<String, String> start() {
    Mailbox started = Mailbox.start(Ports.free(), Clock.systemUTC());
    mailbox = started;
    return Map.of(
        "quarkus.mailer.host", "localhost",
        "quarkus.mailer.port", String.valueOf(started.port()),
        "quarkus.mailer.from", "Lead Ignite <no-reply@app.example.com>",
        "quarkus.mailer.start-tls", "DISABLED");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(TestMailbox.class));
  }

  @Override
  public void stop() {
    if (mailbox != null) {
      mailbox.close();
    }
  }

  /** Mails to an address, newest first. */
  public List<ReceivedMail> to(String address) {
    return open().to(address);
  }

  /** The newest mail to an address, awaited. */
  public ReceivedMail newest(String address) {
    return await(address, 1);
  }

  /** The newest mail to an address, once it got that many. */
  public ReceivedMail await(String address, int mails) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (to(address).size() < mails) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            address + " got " + to(address).size() + " mails and not " + mails);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return to(address).getFirst();
  }

  /** The link in a mail. */
  public static String link(ReceivedMail mail) {
    return first(LINK, mail, Matcher::group);
  }

  /** The token of the link in a mail. */
  public static String token(ReceivedMail mail) {
    return parameter(link(mail), "token");
  }

  /** The code in a mail. */
  public static String code(ReceivedMail mail) {
    return first(CODE, mail, found -> found.group(1));
  }

  /** A parameter of a link's query. */
  public static String parameter(String link, String name) {
    Matcher found = Pattern.compile("[?&#]" + name + "=([^&#]*)").matcher(link);
    if (!found.find()) {
      throw new AssertionError("the link has no " + name);
    }
    return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
  }

  private static String first(Pattern pattern, ReceivedMail mail, Function<Matcher, String> what) {
    Matcher found = pattern.matcher(mail.text());
    if (!found.find()) {
      throw new AssertionError("the mail \"" + mail.subject() + "\" does not have it");
    }
    return what.apply(found);
  }

  private Mailbox open() {
    if (mailbox == null) {
      throw new IllegalStateException("the mailbox has not been started");
    }
    return mailbox;
  }
}
