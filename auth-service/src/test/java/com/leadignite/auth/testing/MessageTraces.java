package com.leadignite.auth.testing;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request for a mail or a text leaves, in its answer and in the database (B18). */
public final class MessageTraces {

  private MessageTraces() {}

  /** The names of the answer's fields, its status and body, and how much was stored. */
  public static Set<String> of(Response answer) {
    return Stream.concat(
            answer.headers().asList().stream().map(Header::getName),
            Stream.of(
                "status " + answer.statusCode(),
                "body " + withoutIds(answer),
                "secrets " + Stored.count("auth.one_time_secrets"),
                "events " + Stored.events("auth.mail.requested")))
        .collect(Collectors.toSet());
  }

  /** The body; each message has an id of its own. */
  public static String withoutIds(Response answer) {
    return answer.asString().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>");
  }
}
