package com.leadignite.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.atlassian.oai.validator.model.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangesTest {

  @Test
  void readsARequestOfTheJdksClient() throws Exception {
    HttpRequest sent =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/a%2Fb?tag=x%20y&tag=z"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"é\"}"))
            .build();

    Request read = Exchanges.request(sent);

    assertEquals(Request.Method.POST, read.getMethod());
    assertEquals("/a%2Fb", read.getPath());
    assertEquals(List.of("x y", "z"), List.copyOf(read.getQueryParameterValues("tag")));
    assertEquals(List.of("application/json"), List.copyOf(read.getHeaderValues("Content-Type")));
    assertEquals(
        "{\"name\":\"é\"}", read.getRequestBody().orElseThrow().toString(StandardCharsets.UTF_8));
  }
}
