package com.leadignite.testkit.access;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The one form in which rows are taken from a queue. In any other PostgreSQL may run the inner
 * query once for each outer row, so that it takes more than its limit, or takes time that grows
 * with the square of the queue; which it does once it analysed the table while that was empty.
 *
 * <pre>
 * with due as materialized (
 *   select id from … order by … limit $1 for update skip locked
 * )
 * update … where id = any(array(select id from due))
 * </pre>
 */
final class QueueStatements {

  private static final Pattern LIMIT = Pattern.compile("\\blimit\\b");
  private static final Pattern SKIP_LOCKED = Pattern.compile("\\bskip locked\\b");
  private static final Pattern IN = Pattern.compile("\\bin $");
  private static final Pattern MATERIALIZED = Pattern.compile("(\\w+) as materialized $");

  private QueueStatements() {}

  /** Fails if a class has a statement of another form. */
  static void check(JavaClasses classes) {
    List<String> objections = new ArrayList<>();
    for (JavaClass type : classes) {
      constants(type)
          .forEach(text ->
              objection(text).ifPresent(said -> objections.add(type.getName() + ": " + said)));
    }
    fail(objections);
  }

  /** Fails if an SQL script in the folder has a statement of another form. */
  static void checkScripts(Path folder) {
    List<String> objections = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        objection(Files.readString(file)).ifPresent(said -> objections.add(file + ": " + said));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fail(objections);
  }

  private static void fail(List<String> objections) {
    if (!objections.isEmpty()) {
      throw new AssertionError(String.join("\n", objections));
    }
  }

  /** What is wrong with a statement, or with any other text. */
  static Optional<String> objection(String text) {
    String sql = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replaceAll("\\( ", "(");
    for (Matcher limit = LIMIT.matcher(sql); limit.find(); ) {
      if (IN.matcher(before(sql, limit.start())).find()) {
        return Optional.of("a limit inside in (…) may be counted for each row anew");
      }
    }
    for (Matcher taken = SKIP_LOCKED.matcher(sql); taken.find(); ) {
      Matcher expression = MATERIALIZED.matcher(before(sql, taken.start()));
      if (!expression.find()
          || !Pattern.compile("= any\\(array\\(select \\w+ from " + expression.group(1) + " ?\\)")
              .matcher(sql)
              .find()) {
        return Optional.of(
            "skip locked stands in a materialized expression that is asked for as an array");
      }
    }
    return Optional.empty();
  }

  /** What precedes the parenthesis that encloses a place; empty if none does. */
  private static String before(String sql, int place) {
    int open = 1;
    for (int at = place - 1; at >= 0; at--) {
      char character = sql.charAt(at);
      open += character == ')' ? 1 : character == '(' ? -1 : 0;
      if (open == 0) {
        return sql.substring(0, at);
      }
    }
    return "";
  }

  private static Stream<String> constants(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return StreamSupport.stream(
              ClassFile.of().parse(in.readAllBytes()).constantPool().spliterator(), false)
          .filter(Utf8Entry.class::isInstance)
          .map(entry -> ((Utf8Entry) entry).stringValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
