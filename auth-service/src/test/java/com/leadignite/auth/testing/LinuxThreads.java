package com.leadignite.auth.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Threads as Linux sees them. */
public final class LinuxThreads {

  private static final int FIRST_FIELD_AFTER_THE_NAME = 3;
  private static final int NICE_FIELD = 19;

  private LinuxThreads() {}

  /** The nice values of a process's threads that have such names (proc_pid_stat(5)). */
  public static Set<Integer> niceValues(long process, Predicate<String> name) throws IOException {
    Set<Integer> values = new TreeSet<>();
    Path tasks = Path.of("/proc/" + process + "/task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        if (name.test(stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')))) {
          values.add(niceValue(stat));
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
