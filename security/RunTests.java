import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in a JVM of their own. Ends with 10 at the first failure, with 0
 * when all succeed, with 2 when there were none; with 1, as Java does, if they cannot be run.
 */
final class RunTests implements TestExecutionListener {

  private int succeeded;

  private RunTests() {}

  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
            .build();
    RunTests run = new RunTests();
    LauncherFactory.create().execute(request, run);
    System.exit(run.succeeded == 0 ? 2 : 0);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      System.out.println("FAILED " + name(test));
      result.getThrowable().ifPresent(e -> e.printStackTrace(System.out));
      System.exit(10);
    }
    if (test.isTest()) {
      succeeded++;
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource().orElse(null) instanceof MethodSource method
        ? method.getClassName().replaceFirst(".*\\.", "") + "." + method.getMethodName()
        : test.getDisplayName();
  }
}
