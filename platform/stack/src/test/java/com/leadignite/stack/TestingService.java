package com.leadignite.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A stub of a service: reads its settings as one does, says that it is ready, and signs in. */
public final class TestingService {

  private TestingService() {}

  /** Makes a project folder in which all four services are built. */
  static Path project(Path folder) throws IOException {
    for (Service service : Service.values()) {
      Path app = folder.resolve(service.module()).resolve("target/quarkus-app");
      Files.createDirectories(app);
      writeJar(app.resolve("quarkus-run.jar"));
    }
    return folder;
  }

  private static void writeJar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestingService.class.getName());
    String name = TestingService.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        var source = TestingService.class.getResourceAsStream("/" + name)) {
      jar.putNextEntry(new JarEntry(name));
      source.transferTo(jar);
    }
  }

  /** The stub itself. */
  public static void main(String[] args) throws IOException {
    Properties settings = new Properties();
    URI file = URI.create(System.getenv("QUARKUS_CONFIG_LOCATIONS"));
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      settings.load(reader);
    }
    if (settings.containsKey("testing.refuse")) {
      System.err.println("refused: " + settings.getProperty("testing.refuse"));
      System.exit(3);
    }
    HttpServer service = server(settings, "quarkus.http");
    service.createContext("/auth/v1/token", TestingService::signIn);
    service.createContext("/", exchange -> answer(exchange, 200, "hello"));
    service.start();
    HttpServer management = server(settings, "quarkus.management");
    management.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    management.start();
    System.out.println("ready");
  }

  private static HttpServer server(Properties settings, String prefix) throws IOException {
    int port = Integer.parseInt(settings.getProperty(prefix + ".port"));
    return HttpServer.create(
        new InetSocketAddress(settings.getProperty(prefix + ".host"), port), 0);
  }

  private static void signIn(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String password = System.getenv("LEADIGNITE_AUTH_FIRST_ADMIN_PASSWORD");
    boolean right = password != null && body.contains("\"" + password + "\"");
    answer(exchange, right ? 200 : 400, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
