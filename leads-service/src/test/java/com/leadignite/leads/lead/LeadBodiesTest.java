package com.leadignite.leads.lead;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that no well-meaning client sends. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadBodiesTest {

  private final Member user = new Org().member(Role.USER);

  static Stream<byte[]> oddBodies() {
    String good = "{\"last_name\":\"Lee\"}";
    return Stream.concat(
        Stream.of(
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[" + good + "]",
                "{",
                good + "x",
                good + good,
                "{\"last_name\":\"A\",\"last_name\":\"B\"}",
                "{\"last_name\":\"A\",\"address\":{\"city\":\"A\",\"city\":\"B\"}}",
                "{\"last_name\":\"A\",\"consent\":{\"do_not_call\":true,\"do_not_call\":false}}",
                "{\"last_name\":\"A\",\"l\\u0061st_name\":\"B\"}",
                "{\"last_name\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
                "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
                "{\"last_name\":\"A\",\"score\":" + "9".repeat(100_000) + "}",
                "{\"last_name\":\"A\",\"score\":1e999999999}",
                "{\"last_name\":\"A\",\"score\":-1e-999999999}",
                "{\"last_name\":\"A\",\"score\":NaN}",
                "{\"last_name\":\"A\",\"score\":0x10}",
                "{\"last_name\":\"A\\ud800\"}",
                "{\"last_name\":\"\\udc00A\"}",
                "{\"last_name\":\"A\",\"a\\ud800\":1}",
                "{\"last_name\":\"A\\u0000B\"}",
                "{\"last_name\":\"A\u0000B\"}",
                "{\"last_name\":\"A\nB\"}",
                "{'last_name':'A'}",
                "{\"last_name\":\"A\",}",
                "{/**/\"last_name\":\"A\"}",
                "{\"last_name\":{\"$ne\":null}}",
                "{\"last_name\":[\"A\"]}",
                "{\"last_name\":1}",
                "{\"last_name\":\"A\",\"tags\":{\"0\":\"x\"}}",
                "{\"last_name\":\"A\",\"address\":[]}",
                "{\"last_name\":\"" + "A".repeat(200_000) + "\"}",
                "{\"last_name\":\"A\",\"__proto__\":{\"role\":\"admin\"}}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                "{" + "\"a\":1,".repeat(10) + "\"last_name\":\"A\"}")
            .map(body -> body.getBytes(UTF_8)),
        Stream.of(
            good.getBytes(UTF_16),
            new byte[] {'{', '"', 'l', (byte) 0xff, '"', ':', '1', '}'},
            new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0},
            new byte[] {0, 0, 0, '{'},
            new byte[2_000_000]));
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  @Tag("B38")
  void areRefusedAndLeaveNothingBehind(byte[] body) {
    String id = user.lead("{'last_name': 'Before'}");

    Response create = user.request().contentType("application/json").body(body).post(Org.LEADS);
    Response change =
        user.request()
            .header("If-Match", "\"1\"")
            .contentType(Org.MERGE_PATCH)
            .body(body)
            .patch(Org.LEADS + "/" + id);

    for (Response refused : List.of(create, change)) {
      int status = refused.statusCode();
      assertTrue(status == 400 || status == 413, status + " " + refused.asString());
      assertEquals("application/problem+json", refused.contentType().split(";", 2)[0]);
    }
    assertEquals(List.of(id), user.list("").path("items.id"));
    assertEquals("\"1\"", user.read(id).header("ETag"));
  }
}
