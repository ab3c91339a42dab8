package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceLogTest {

  @TempDir private Path folder;

  @Test
  void showsTheLastErrorWithItsCausesButNoFrames() throws Exception {
    assertEquals(
        "Failed to start\nA: no\nCaused by: B: because",
        lastError(
            """
            {"level":"ERROR","message":"an earlier one"}
            {"level":"ERROR","message":"Failed to start","stackTrace":"A: no\\n\\tat x.Y\\nCaused by: B: because\\n\\t... 3 more"}
            {"level":"INFO","message":"stopped"}
            """));
  }

  @Test
  void findsAnErrorThatIsLongerThanAnyScreen() throws Exception {
    String stack = "\\n\\tat x.Y".repeat(2_000);

    assertEquals(
        "No\nA: no",
        lastError(
            "{\"level\":\"ERROR\",\"message\":\"No\",\"stackTrace\":\"A: no" + stack + "\"}\n"));
  }

  @Test
  void showsTheLastLinesIfThereIsNoError() throws Exception {
    assertEquals("one\n{two", lastError("one\n{two\n"));
    assertEquals("(nothing)", lastError(""));
  }

  private String lastError(String content) throws Exception {
    String earlier = "{\"level\":\"ERROR\",\"message\":\"of an earlier start\"}\n";
    Path log = Files.writeString(folder.resolve("a.log"), earlier + content);
    return ServiceLog.lastError(log, earlier.length());
  }
}
