package com.leadignite.stack;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./mvnw -Pup}: runs the platform until it is stopped. */
public final class Main {

  // Held, because loggers that nobody holds forget their level.
  private static final Logger PROXY = Logger.getLogger("io.vertx");

  private Main() {}

  /** Starts the platform; ends with status 1 and one sentence if that is not possible. */
  public static void main(String[] args) throws InterruptedException {
    Terminal terminal = new Terminal();
    try {
      Arguments arguments = Arguments.ofThisJvm();
      if (arguments.isOn("help")) {
        terminal.line(Arguments.HELP);
        return;
      }
      if (!arguments.isOn("detached")) {
        endWithParent(terminal);
      }
      // It reports each connection that a dying service resets; the client got a 502 for it.
      PROXY.setLevel(Level.OFF);
      run(arguments.options(terminal::line), terminal);
    } catch (StackException e) {
      terminal.error(String.valueOf(e.getMessage()));
      // Past Maven, which would add forty lines about itself.
      Runtime.getRuntime().exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static void run(StackOptions options, Terminal terminal) {
    terminal.line("Starting Lead Ignite");
    Stack stack = Stack.prepare(options);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminal.line("");
                  terminal.line("Stopping");
                  stack.close();
                  terminal.line("Stopped");
                },
                "stop the platform"));
    stack.up();
    StartupSummary.lines(stack, options.data()).forEach(terminal::line);
  }

  // A terminal that is closed with force, or a script that is killed, sends no signal to us.
  private static void endWithParent(Terminal terminal) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    // Number 1 is nobody's shell, but the machine's or container's first process.
    parent
        .filter(handle -> handle.pid() > 1)
        .ifPresent(handle -> {
          var _ =
              handle
                  .onExit()
                  .thenRun(() -> {
                    terminal.line("The parent process has ended.");
                    Runtime.getRuntime().exit(0);
                  });
        });
  }
}
