package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The scripts of src/test/python, with what requirements.txt names in a venv next to a copy. */
final class PythonScripts {

  private static final int OLDEST_MINOR = 11;

  private PythonScripts() {}

  /** Runs a script. */
  static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    String wanted = "Python 3." + OLDEST_MINOR + " or later";
    Path python = Programs.need(wanted, "python3");
    int minor =
        Integer.parseInt(ask(python, "import sys; print(sys.version_info[0:2][1])").strip());
    assumeTrue(minor >= OLDEST_MINOR, () -> "Python is 3." + minor + ", needed is " + wanted);
    String venv = "all(u.find_spec(m) for m in ('venv', 'ensurepip'))";
    assumeTrue(
        ask(python, "import importlib.util as u; print(" + venv + ")").contains("True"),
        "Python has no venv (python3-venv)");
    Path folder = Scripts.copied("python");
    Scripts.install(
        folder.resolve("requirements.txt"),
        () -> {
          Programs.run(folder, Map.of(), 300, python.toString(), "-m", "venv", "--clear", "venv");
          Programs.run(
              folder,
              Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
              600,
              program(folder, "pip"),
              "install",
              "--quiet",
              "--requirement",
              "requirements.txt");
        });
    Scripts.run(folder, environment, program(folder, "python"), script);
  }

  private static String program(Path folder, String name) {
    return folder.resolve(Path.of("venv", "bin", name)).toAbsolutePath().toString();
  }

  private static String ask(Path python, String code) throws IOException, InterruptedException {
    return Programs.run(Path.of("."), Map.of(), 300, python.toString(), "-c", code);
  }
}
