package com.leadignite.leads.lead;

import com.leadignite.testkit.contract.HoldToContract;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Requests that are under way at the same time. */
final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** A request of somebody's; the path with its query. */
  static HttpRequest.Builder request(Org.Member member, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
        .header("Authorization", member.bearer());
  }

  /** Sends all at once and waits for all answers. */
  static List<HttpResponse<String>> together(Stream<HttpRequest> requests) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        requests
            .map(request -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    return sent.stream().map(CompletableFuture::join).map(HoldToContract::check).toList();
  }
}
