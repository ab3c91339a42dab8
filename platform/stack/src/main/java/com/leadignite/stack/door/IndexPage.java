package com.leadignite.stack.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** {@code /}: links to the services and their documentation. */
final class IndexPage {

  private final String html;

  IndexPage(List<Route> routes, List<Documentation> documentation) {
    StringBuilder page =
        new StringBuilder("<!doctype html><html lang=\"en\"><title>Lead Ignite</title>");
    page.append("<h1>Lead Ignite, on this machine</h1><h2>Services</h2><ul>");
    routes.forEach(route ->
        page.append("<li><code>")
            .append(route.prefix())
            .append("</code>: ")
            .append(route.name())
            .append("</li>"));
    page.append("</ul><h2>APIs</h2><ul>");
    documentation.forEach(service ->
        page.append("<li><a href=\"/docs/")
            .append(service.name())
            .append("/\">")
            .append(service.name())
            .append("</a></li>"));
    this.html = page.append("</ul><p><a href=\"/mailbox\">Mails</a></p></html>").toString();
  }

  void answer(HttpServerRequest in) {
    in.response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
        .end(html);
  }
}
