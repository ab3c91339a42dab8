package com.leadignite.acceptance;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Collects every test that was skipped or gave up on an assumption, with its reason; and ends the
 * platform.
 */
public final class LeftOutListener implements TestExecutionListener {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    lines.add(test.getLegacyReportingName() + ": " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      String why = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      lines.add(test.getLegacyReportingName() + ": " + why);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    LeftOut.write(lines);
    Platform.stop();
  }
}
