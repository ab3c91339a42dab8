package com.leadignite.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What came back. */
record Answer(int status, HttpHeaders headers, String body) {

  /** The body as JSON. */
  JsonNode json() {
    try {
      return Client.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }

  /** A member of the body by JSON pointer; fails if there is none. */
  String text(String pointer) {
    JsonNode member = json().at(pointer);
    if (member.isMissingNode() || member.isNull()) {
      throw new AssertionError("no " + pointer + " in " + this);
    }
    return member.asText();
  }

  /** A header field; fails if there is none. */
  String header(String name) {
    return headers
        .firstValue(name)
        .orElseThrow(() -> new AssertionError("no " + name + " in " + headers.map()));
  }

  /** This answer, if it has the status; fails otherwise, and shows what it has instead. */
  Answer expect(int expected) {
    if (status != expected) {
      throw new AssertionError("expected " + expected + ", got " + this);
    }
    return this;
  }

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return status + " " + (body.length() > 2000 ? body.substring(0, 2000) + "…" : body);
  }
}
