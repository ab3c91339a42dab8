package com.leadignite.embedded.mailbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Objects;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/** The parts of a mail that people read. What cannot be parsed is shown as it came. */
final class MimeParts {

  private String subject = "";
  private String text = "";
  private String html = "";

  private MimeParts() {}

  static MimeParts of(byte[] mail) {
    MimeParts parts = new MimeParts();
    try {
      Message message = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(mail));
      try {
        parts.subject = Objects.requireNonNullElse(message.getSubject(), "");
        parts.read(message);
      } finally {
        message.dispose();
      }
    } catch (IOException e) {
      parts.text = "This mail cannot be read: " + e.getMessage();
    }
    return parts;
  }

  String subject() {
    return subject;
  }

  String text() {
    return text;
  }

  String html() {
    return html;
  }

  private void read(Entity entity) throws IOException {
    switch (entity.getBody()) {
      case Multipart several -> {
        for (Entity part : several.getBodyParts()) {
          read(part);
        }
      }
      case TextBody body when entity.getMimeType().equals("text/html") -> html += content(body);
      case TextBody body when entity.getMimeType().equals("text/plain") -> text += content(body);
      case null, default -> {}
    }
  }

  private static String content(TextBody body) throws IOException {
    StringWriter content = new StringWriter();
    try (Reader reader = body.getReader()) {
      reader.transferTo(content);
    }
    return content.toString().replace("\r\n", "\n");
  }
}
