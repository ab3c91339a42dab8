package com.leadignite.stack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Output for people, past Maven, which would prefix every line. */
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
