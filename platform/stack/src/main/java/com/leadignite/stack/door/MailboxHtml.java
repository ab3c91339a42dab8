package com.leadignite.stack.door;

import com.leadignite.embedded.mailbox.ReceivedMail;
import java.util.List;

/** The pages of the mailbox. */
final class MailboxHtml {

  private static final String HEAD =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mailbox</title><style>"
          + "body{font-family:sans-serif;margin:2em auto;max-width:60em;padding:0 1em}"
          + "td{padding:.2em 1em .2em 0}pre{white-space:pre-wrap;background:#f4f4f4;padding:1em}"
          + "iframe{width:100%;height:30em;border:1px solid #ccc}</style></head><body>";
  private static final String END = "</body></html>";

  private MailboxHtml() {}

  static String list(List<ReceivedMail> mails) {
    StringBuilder page = new StringBuilder(HEAD).append("<h1>Mailbox of this machine</h1>");
    if (mails.isEmpty()) {
      return page.append("<p>No mails yet.</p>").append(END).toString();
    }
    page.append("<table>");
    for (ReceivedMail mail : mails) {
      page.append("<tr><td>")
          .append(escaped(mail.receivedAt().toString()))
          .append("</td><td>")
          .append(escaped(mail.to()))
          .append("</td><td><a href=\"/mailbox/")
          .append(mail.id())
          .append("\">")
          .append(escaped(mail.subject().isEmpty() ? "(no subject)" : mail.subject()))
          .append("</a></td></tr>");
    }
    return page.append("</table>").append(END).toString();
  }

  static String one(ReceivedMail mail) {
    StringBuilder page =
        new StringBuilder(HEAD)
            .append("<p><a href=\"/mailbox\">Mailbox</a></p><h1>")
            .append(escaped(mail.subject()))
            .append("</h1><p>From ")
            .append(escaped(mail.from()))
            .append(" to ")
            .append(escaped(mail.to()))
            .append(", ")
            .append(escaped(mail.receivedAt().toString()))
            .append("</p>");
    if (!mail.html().isEmpty()) {
      page.append("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/mailbox/")
          .append(mail.id())
          .append(".html\" title=\"HTML\"></iframe>");
    }
    return page.append("<pre>")
        .append(escaped(mail.text()))
        .append("</pre>")
        .append(END)
        .toString();
  }

  /** The HTML of a mail, whose links open in tabs of their own. */
  static String sandboxed(ReceivedMail mail) {
    return "<base target=\"_blank\">" + mail.html();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
