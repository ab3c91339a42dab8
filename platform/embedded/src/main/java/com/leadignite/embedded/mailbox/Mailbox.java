package com.leadignite.embedded.mailbox;

import com.leadignite.embedded.EmbeddedException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server on the loopback address that keeps the newest mails in memory, at most {@link
 * #MOST_MAILS} and {@link #MOST_BYTES} together; the oldest go first.
 */
public final class Mailbox implements AutoCloseable {

  /** How many mails are kept. */
  public static final int MOST_MAILS = 500;

  /** How many bytes of mails are kept. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  /** The largest mail that is taken. */
  public static final int LARGEST_MAIL = 512 * 1024;

  private static final int CONNECTIONS = 32;
  private static final int RECIPIENTS = 20;

  private final SMTPServer server;
  private final Clock clock;
  private final Deque<ReceivedMail> mails = new ArrayDeque<>();
  private long last;
  private long bytes;

  private Mailbox(int port, Clock clock) {
    this.clock = clock;
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Lead Ignite mailbox")
            .maxConnections(CONNECTIONS)
            .maxRecipients(RECIPIENTS)
            .maxMessageSize(LARGEST_MAIL)
            .messageHandler((context, from, to, data) -> receive(from, to, data))
            .build();
  }

  /**
   * Starts a server.
   *
   * @param port which has to be free
   */
  public static Mailbox start(int port, Clock clock) {
    Mailbox mailbox = new Mailbox(port, clock);
    try {
      mailbox.server.start();
    } catch (RuntimeException e) {
      throw new EmbeddedException("The mailbox cannot listen on port " + port + ".", e);
    }
    return mailbox;
  }

  /** The port of its SMTP server. */
  public int port() {
    return server.getPortAllocated();
  }

  /** The mails, newest first. */
  public synchronized List<ReceivedMail> all() {
    return new ArrayList<>(mails);
  }

  /** The mails to an address, newest first. */
  public List<ReceivedMail> to(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    return all().stream().filter(mail -> mail.to().equals(wanted)).toList();
  }

  /** One mail; empty if there is none, or none any more. */
  public Optional<ReceivedMail> find(long id) {
    return all().stream().filter(mail -> mail.id() == id).findFirst();
  }

  /** Forgets all mails. */
  public synchronized void clear() {
    mails.clear();
    bytes = 0;
  }

  private synchronized void receive(String from, String to, byte[] data) {
    MimeParts parts = MimeParts.of(data);
    mails.addFirst(
        new ReceivedMail(
            ++last,
            clock.instant(),
            from,
            to.toLowerCase(Locale.ROOT),
            parts.subject(),
            parts.text(),
            parts.html(),
            data.length));
    bytes += data.length;
    while (mails.size() > MOST_MAILS || bytes > MOST_BYTES) {
      bytes -= mails.removeLast().size();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
