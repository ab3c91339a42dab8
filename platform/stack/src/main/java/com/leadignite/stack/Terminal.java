package com.leadignite.stack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the launcher speaks to people: past Maven, which puts its own marks before every line. */
final class Terminal {

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  void line(String text) {
    out.println(text);
  }

  void error(String text) {
    out.println();
    out.println("lead-ignite: " + text);
  }
}
