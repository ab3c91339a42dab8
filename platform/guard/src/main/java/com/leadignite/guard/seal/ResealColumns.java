package com.leadignite.guard.seal;

import com.leadignite.guard.seal.Reseal.Done;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/**
 * Seals every sealed column of the service again while its encryption key is changed, and says when
 * the old key can go.
 */
@Singleton
public final class ResealColumns {

  private static final Logger LOG = Logger.getLogger(ResealColumns.class);

  private final List<SealedColumn> columns;
  private final Reseal reseal;
  private final Map<String, Done> last = new ConcurrentHashMap<>();

  ResealColumns(@All List<SealedColumn> columns, Reseal reseal, MeterRegistry registry) {
    this.columns = List.copyOf(columns);
    this.reseal = reseal;
    columns.forEach(column -> register(column.place().name(), registry));
  }

  /**
   * How far the change of a column's key is.
   *
   * @param column table and column
   * @param changing whether there are several keys
   * @param stale how many values the last round of this replica found under another key, and sealed
   *     with the first
   * @param unreadable how many it could not open with any
   * @param done whether the last round found nothing that needs another key than the first; before
   *     the first round, whether there is one key
   */
  @RegisterForReflection
  public record Progress(
      String column, boolean changing, int stale, int unreadable, boolean done) {}

  /** How far each column is, in the order of their names. */
  public List<Progress> progress() {
    return columns.stream()
        .map(this::progress)
        .sorted(Comparator.comparing(Progress::column))
        .toList();
  }

  private Progress progress(SealedColumn column) {
    String name = column.place().name();
    boolean changing = column.sealer().isChangingKeys();
    Done round = last.get(name);
    return round == null
        ? new Progress(name, changing, 0, 0, !changing)
        : new Progress(name, changing, round.stale(), round.unreadable(), round.isOver());
  }

  /** One round over all columns whose key is being changed. */
  @Scheduled(
      every = "1m",
      delayed = "20s",
      identity = "reseal-columns",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return all(column -> column.sealer().isChangingKeys());
  }

  /** One round over the others: whether a key that they need was removed. */
  @Scheduled(
      every = "1h",
      delayed = "20s",
      identity = "check-sealed-columns",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> check() {
    return all(column -> !column.sealer().isChangingKeys());
  }

  private Uni<Void> all(Predicate<SealedColumn> which) {
    return Multi.createFrom()
        .iterable(columns)
        .filter(which)
        .onItem()
        .transformToUniAndConcatenate(this::run)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** A column that fails does not keep the others from their turn. */
  private Uni<Void> run(SealedColumn column) {
    String name = column.place().name();
    return reseal
        .round(column)
        .invoke(done -> tell(column, done))
        .onFailure()
        .invoke(e -> LOG.warnf("a column was not sealed again column=%s: %s", name, e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void tell(SealedColumn column, Done done) {
    String name = column.place().name();
    Done before = last.put(name, done);
    if (column.sealer().isChangingKeys() && !done.equals(before)) {
      LOG.infof(
          "sealed again with the first key column=%s sealed=%d unreadable=%d%s",
          name,
          done.stale(),
          done.unreadable(),
          done.isOver() ? ": the other keys can be removed" : "");
    }
  }

  private void register(String name, MeterRegistry registry) {
    Gauge.builder("leadignite.reseal.done", () -> done(name))
        .description("Whether the last round found nothing that needs another key than the first")
        .tag("column", name)
        .register(registry);
    Gauge.builder("leadignite.reseal.stale", () -> value(name, Done::stale))
        .description("Values that the last round found under another encryption key than the first")
        .tag("column", name)
        .register(registry);
    Gauge.builder("leadignite.reseal.unreadable", () -> value(name, Done::unreadable))
        .description("Values that no configured encryption key opens; each needs a person")
        .tag("column", name)
        .register(registry);
  }

  private int done(String name) {
    Done round = last.get(name);
    return round != null && round.isOver() ? 1 : 0;
  }

  /** Not a number before the first round: 0 would say that it has found nothing. */
  private double value(String name, ToIntFunction<Done> of) {
    Done round = last.get(name);
    return round == null ? Double.NaN : of.applyAsInt(round);
  }
}
