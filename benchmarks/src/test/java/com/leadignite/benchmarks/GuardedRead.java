package com.leadignite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import java.io.IOException;

/**
 * The read that a service is measured by: it takes the whole guard and its transaction.
 *
 * @param path with the query
 * @param reader somebody who may
 */
record GuardedRead(String path, SampleLead reader) {

  private static final int PATIENCE_SECONDS = 30;

  /** Makes what there is to read, and somebody to read it. */
  static GuardedRead of(Service service, Stack stack) throws IOException, InterruptedException {
    SampleLead lead = SampleLead.create(stack.url());
    String path =
        switch (service) {
          case AUTH -> "/auth/v1/user";
          case LEADS -> "/leads/v1/leads/" + lead.id();
          case WEBHOOK -> sources(stack, lead);
          case AUDIT -> events(stack, lead);
        };
    return new GuardedRead(path, lead);
  }

  private static String sources(Stack stack, SampleLead lead)
      throws IOException, InterruptedException {
    String path = "/webhooks/v1/sources";
    try (JsonClient client = new JsonClient(stack.url())) {
      client.post(path, lead.token(), "{\"name\": \"Dialer\", \"kind\": \"generic_hmac\"}");
    }
    return path;
  }

  /** The lead's creation, which reaches the audit log a little later. */
  private static String events(Stack stack, SampleLead lead)
      throws IOException, InterruptedException {
    String path = "/audit/v1/events?action=lead.created";
    try (JsonClient client = new JsonClient(stack.url())) {
      for (int second = 0; second < PATIENCE_SECONDS; second++) {
        JsonNode page = client.get(path, lead.token());
        if (page.toString().contains(lead.id().toString())) {
          return path;
        }
        Thread.sleep(1_000);
      }
    }
    throw new IllegalStateException("the audit log does not get the creation of " + lead.id());
  }

  String bearer() {
    return "Bearer " + reader.token();
  }
}
