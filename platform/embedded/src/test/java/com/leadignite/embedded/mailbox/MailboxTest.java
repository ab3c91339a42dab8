package com.leadignite.embedded.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final Mailbox mailbox = Mailbox.start(Ports.free(), Clock.systemUTC());

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void keepsTheTextTheHtmlAndTheDecodedSubject() throws IOException {
    send(
        "Ada@Example.com",
        """
        From: no-reply@example.com
        Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        a=C3=A4
        --b
        Content-Type: text/html; charset=UTF-8

        <p>b</p>
        --b--
        """);

    ReceivedMail mail = mailbox.to("ada@example.com").getFirst();

    assertEquals("Gr\u00fc\u00dfe", mail.subject());
    assertEquals("a\u00e4", mail.text().strip());
    assertEquals("<p>b</p>", mail.html().strip());
    assertEquals(List.of(mail), mailbox.all());
  }

  @Test
  void forgetsTheOldestOfTooMany() throws IOException {
    for (int i = 0; i < Mailbox.MOST_MAILS + 3; i++) {
      send("ada@example.com", "Subject: " + i + "\n\n" + i + "\n");
    }

    List<ReceivedMail> kept = mailbox.all();

    assertEquals(Mailbox.MOST_MAILS, kept.size());
    assertEquals("3", kept.getLast().subject());
  }

  @Test
  void forgetsTheOldestOfTooLargeOnes() throws IOException {
    String line = "x".repeat(70) + "\n";
    String body = "Subject: large\n\n" + line.repeat(400_000 / line.length());
    int tooMany = Mailbox.MOST_BYTES / 400_000 + 3;
    for (int i = 0; i < tooMany; i++) {
      send("ada@example.com", body);
    }

    List<ReceivedMail> kept = mailbox.all();

    assertTrue(kept.size() < tooMany);
    assertTrue(kept.stream().mapToInt(ReceivedMail::size).sum() <= Mailbox.MOST_BYTES);
  }

  private void send(String to, String mail) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mailbox.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      OutputStream out = socket.getOutputStream();
      in.readLine();
      say(out, in, "HELO test");
      say(out, in, "MAIL FROM:<no-reply@example.com>");
      say(out, in, "RCPT TO:<" + to + ">");
      say(out, in, "DATA");
      say(out, in, mail.replace("\n", "\r\n") + ".");
      say(out, in, "QUIT");
    }
  }

  private static void say(OutputStream out, BufferedReader in, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    String answer = in.readLine();
    assertTrue(answer.startsWith("2") || answer.startsWith("3"), answer);
  }
}
