package com.leadignite.stack.door;

import com.leadignite.embedded.mailbox.Mailbox;
import com.leadignite.embedded.mailbox.ReceivedMail;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mails of the platform, below {@code /mailbox}: pages for people, JSON for programs.
 *
 * <pre>
 * /mailbox                    a page: the mails, newest first
 * /mailbox/3                  a page: one of them
 * /mailbox/3.html             its HTML part, in a sandbox
 * /mailbox/mails?to=address   JSON: {"items": […]}, newest first; all of them without an address
 * /mailbox/mails/3            JSON: one of them
 * /mailbox/newest?to=address  JSON: the newest to an address
 * </pre>
 *
 * <p>What mails say is data, whoever wrote them: it is escaped, and their HTML runs no script and
 * loads nothing. Only requests to this machine's own names are answered, so that no page of another
 * site reads mails by a name of its own that leads here.
 */
final class MailboxPages {

  private static final String ROOT = "/mailbox";
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";
  // Links open beside the frame, in a tab that is an ordinary one.
  private static final String MAIL_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src"
          + " 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

  private final Mailbox mailbox;
  private final DoorAnswers answers;

  MailboxPages(Mailbox mailbox, DoorAnswers answers) {
    this.mailbox = mailbox;
    this.answers = answers;
  }

  /** Answers a request below {@code /mailbox}; false for any other. */
  boolean answers(HttpServerRequest in) {
    String path = in.path();
    if (path == null || !(path.equals(ROOT) || path.startsWith(ROOT + "/"))) {
      return false;
    }
    if (!FrontDoor.isRead(in)) {
      answers.problem(in, DoorProblem.METHOD_NOT_ALLOWED, "Mails can only be read.");
    } else if (!isOwnName(in.getHeader("host"))) {
      notFound(in);
    } else {
      answer(in, path.substring(ROOT.length()));
    }
    return true;
  }

  private void answer(HttpServerRequest in, String below) {
    switch (below) {
      case "", "/" -> html(in, PAGE_POLICY, MailboxHtml.list(mailbox.all()));
      case "/mails" -> json(in, new JsonObject().put("items", items(asked(in))));
      case "/newest" -> newest(in);
      default -> {
        if (below.startsWith("/mails/")) {
          found(in, below.substring("/mails/".length()), mail -> json(in, json(mail)));
        } else if (below.endsWith(".html")) {
          found(
              in,
              below.substring(1, below.length() - ".html".length()),
              mail -> html(in, MAIL_POLICY, MailboxHtml.sandboxed(mail)));
        } else {
          found(in, below.substring(1), mail -> html(in, PAGE_POLICY, MailboxHtml.one(mail)));
        }
      }
    }
  }

  private void newest(HttpServerRequest in) {
    List<ReceivedMail> mails = asked(in);
    if (mails.isEmpty()) {
      notFound(in);
    } else {
      json(in, json(mails.getFirst()));
    }
  }

  private List<ReceivedMail> asked(HttpServerRequest in) {
    String to = in.getParam("to");
    return to == null ? mailbox.all() : mailbox.to(to);
  }

  private interface Answer {
    void of(ReceivedMail mail);
  }

  private void found(HttpServerRequest in, String id, Answer answer) {
    find(id).ifPresentOrElse(answer::of, () -> notFound(in));
  }

  private Optional<ReceivedMail> find(String id) {
    try {
      return mailbox.find(Long.parseLong(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void notFound(HttpServerRequest in) {
    answers.problem(in, DoorProblem.NOT_FOUND, "There is no such mail.");
  }

  private static JsonArray items(List<ReceivedMail> mails) {
    JsonArray items = new JsonArray();
    mails.forEach(mail -> items.add(json(mail)));
    return items;
  }

  private static JsonObject json(ReceivedMail mail) {
    return new JsonObject()
        .put("id", mail.id())
        .put("received_at", mail.receivedAt().toString())
        .put("from", mail.from())
        .put("to", mail.to())
        .put("subject", mail.subject())
        .put("text", mail.text())
        .put("html", mail.html());
  }

  private void json(HttpServerRequest in, JsonObject body) {
    answers.mark(in);
    in.response().putHeader("content-type", "application/json").end(body.encode());
  }

  private void html(HttpServerRequest in, String policy, String page) {
    answers.mark(in);
    in.response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("content-security-policy", policy)
        .putHeader("referrer-policy", "no-referrer")
        .end(page);
  }

  private static boolean isOwnName(@Nullable String host) {
    try {
      String name = new URI("http://" + host).getHost();
      return name != null && OWN_NAMES.contains(name);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
