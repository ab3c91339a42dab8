package com.leadignite.auth.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Threads as Linux sees them. */
public final class LinuxThreads {

  private static final int FIRST_FIELD_AFTER_THE_NAME = 3;
  private static final int NICE_FIELD = 19;

  private LinuxThreads() {}

  /** The nice values of a process's threads whose names begin so (proc_pid_stat(5)). */
  public static Set<Integer> niceValues(long process, String prefix) throws IOException {
    Set<Integer> values = new TreeSet<>();
    Path tasks = Path.of("/proc/" + process + "/task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).startsWith(prefix)) {
          values.add(niceValue(Files.readString(thread.resolve("stat"))));
        }
      }
    }
    return values;
  }

  private static int niceValue(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fields[NICE_FIELD - FIRST_FIELD_AFTER_THE_NAME]);
  }
}
