package com.leadignite.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL is run as somebody who is not root, which it insists on.
 *
 * @param prefix what goes before its command line; each of these programs replaces itself by it, so
 *     that the child's number is PostgreSQL's own
 * @param owner the user its files must belong to; -1 leaves them alone
 */
record RunAs(List<String> prefix, int owner) {

  private static final int NOBODY = 65534;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
  private static final List<RunAs> AS_ROOT =
      List.of(
          new RunAs(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), NOBODY),
          new RunAs(List.of("runuser", "-u", "nobody", "--"), NOBODY),
          // Inside a user namespace we look like 65534 and are still root's number outside, so that
          // folders only root can enter work as well. Many containers refuse to make one.
          new RunAs(List.of("unshare", "-U"), 0));

  RunAs {
    prefix = List.copyOf(prefix);
  }

  /** Finds a way that works here, and hands it the folder. */
  static RunAs choose(Path folder, Path program) throws IOException {
    if (!Platform.isRoot()) {
      return new RunAs(List.of(), -1);
    }
    for (RunAs candidate : AS_ROOT) {
      candidate.own(folder);
      if (candidate.canUse(folder, program)) {
        return candidate;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL refuses to run as root, and nobody else can be given the folder "
            + folder
            + ": run as an ordinary user, or name a data folder that every user can reach, below"
            + " /var/lib for example.");
  }

  List<String> command(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  private boolean canUse(Path folder, Path program) {
    List<String> probe =
        command(
            "/bin/sh",
            "-c",
            "test -w \"$1\" && test -x \"$1\" && \"$2\" --version",
            "probe",
            folder.toString(),
            program.toString());
    return Commands.succeeds(probe, PROBE_LIMIT);
  }

  /** Makes the files the chosen user's. */
  void own(Path folder) throws IOException {
    if (owner < 0 || Integer.valueOf(owner).equals(Files.getAttribute(folder, "unix:uid"))) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
