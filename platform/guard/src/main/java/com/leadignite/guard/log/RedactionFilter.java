package com.leadignite.guard.log;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Redacts each record before a handler formats it, so that it holds for plain and JSON lines alike.
 * The shared defaults put it on the console and file handlers ({@code
 * quarkus.log.console.filter=redaction}). Changes the record itself: no handler may see more than
 * another.
 */
@LoggingFilter(name = "redaction")
public final class RedactionFilter implements Filter {

  /** Puts a record's parameters into its message, in whichever style it has. */
  private static final Formatter MESSAGE = new PatternFormatter("%s");

  @Override
  public boolean isLoggable(LogRecord record) {
    redactMessage(record);
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      record.setThrown(RedactedThrowable.of(thrown));
    }
    return true;
  }

  private static void redactMessage(LogRecord record) {
    if (!(record instanceof ExtLogRecord ext)) {
      record.setMessage(Redaction.redact(String.valueOf(record.getMessage())));
      return;
    }
    String message = MESSAGE.formatMessage(ext);
    if (message != null) {
      String redacted = Redaction.redact(message);
      if (!redacted.equals(message)) {
        ext.setMessage(redacted, ExtLogRecord.FormatStyle.NO_FORMAT);
        ext.setParameters(null);
      }
    }
  }
}
