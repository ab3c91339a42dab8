package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the lines of docs/webhooks.md as they stand there. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class DocumentedExampleTest {

  @TestHTTPResource URI root;
  @TempDir Path folder;

  @Test
  void isAcceptedAndIsADuplicateTheSecondTime() throws Exception {
    assumeTrue(
        Stream.of("sh", "openssl", "curl", "sed").allMatch(DocumentedExampleTest::isInstalled));
    var source =
        given()
            .header("Authorization", TestTokens.admin().scopes("webhooks:write").bearer())
            .contentType(ContentType.JSON)
            .body("{\"name\": \"Dialer\", \"kind\": \"generic_hmac\"}")
            .post("/webhooks/v1/sources")
            .jsonPath();
    // The second time must not have another id because the second has changed in between.
    String script = example() + "\n" + curl(example());

    String answer =
        run(script, root.resolve(source.getString("path")).toString(), source.getString("secret"));

    var answers = List.of(answer.replace("}{", "}\n{").split("\n"));
    assertEquals(2, answers.size(), answer);
    assertTrue(answers.getFirst().endsWith(",\"duplicate\":false}"), answer);
    assertEquals(answers.getFirst().replace("false", "true"), answers.getLast());
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "webhooks.md"));
    int start = page.indexOf("```sh\n") + "```sh\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static String curl(String example) {
    return example.substring(example.indexOf("curl "));
  }

  private String run(String script, String url, String secret) throws Exception {
    var builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("URL", url);
    builder.environment().put("SECRET", secret);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static boolean isInstalled(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
