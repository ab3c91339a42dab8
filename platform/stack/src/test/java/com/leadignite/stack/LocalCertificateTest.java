package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.embedded.Ports;
import com.leadignite.embedded.mailbox.Mailbox;
import com.leadignite.stack.door.Certificate;
import com.leadignite.stack.door.FrontDoor;
import com.leadignite.stack.door.Route;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCertificateTest {

  @TempDir Path folder;

  @Test
  void isMadeOnceAndReplacedBeforeItExpires() throws Exception {
    LocalCertificate now = new LocalCertificate(folder.resolve("https"), Clock.systemUTC());
    LocalCertificate late =
        new LocalCertificate(
            folder.resolve("https"), Clock.offset(Clock.systemUTC(), Duration.ofDays(340)));

    Certificate first = now.open();

    assertEquals(first, now.open());
    assertNotEquals(first, late.open());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(now.keyFile())));
    assertFalse(first.toString().contains("KEY"));
  }

  @Test
  void isGoodForClientsThatTrustIt() throws Exception {
    LocalCertificate certificate = new LocalCertificate(folder, Clock.systemUTC());
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          byte[] scheme =
              exchange
                  .getRequestHeaders()
                  .getFirst("x-forwarded-proto")
                  .getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, scheme.length);
          exchange.getResponseBody().write(scheme);
          exchange.close();
        });
    service.start();
    List<InetAddress> localhost = List.of(InetAddress.getLoopbackAddress());
    int port = Ports.free();
    int https = Ports.free();
    URI there = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    try (Mailbox mailbox = Mailbox.start(Ports.free(), Clock.systemUTC());
        FrontDoor door =
            FrontDoor.open(
                localhost,
                port,
                List.of(new Route("/leads/v1", "leads", there)),
                List.of(),
                mailbox,
                Set.of())) {
      door.openTls(localhost, https, certificate.open());

      assertEquals("http", get("http://127.0.0.1:" + port + "/leads/v1", certificate));
      assertEquals("https", get("https://127.0.0.1:" + https + "/leads/v1", certificate));
      assertEquals("https", get("https://localhost:" + https + "/leads/v1", certificate));
    } finally {
      service.stop(0);
    }
  }

  private static String get(String url, LocalCertificate trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "trusted",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(trusted.file()))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
