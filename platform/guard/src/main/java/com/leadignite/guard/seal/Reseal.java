package com.leadignite.guard.seal;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.ResealStore.Found;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Seals the values of a column with the first key that are sealed with another. It can be stopped
 * at any time and begun again: what is done is known by its first bytes. Any number of replicas may
 * do so at once, while values change.
 */
@Singleton
public final class Reseal {

  private static final Logger LOG = Logger.getLogger(Reseal.class);
  private static final int BATCH = 200;

  private final ResealStore store;

  /** One that works on these rows. */
  public Reseal(Rows rows) {
    this.store = new ResealStore(rows);
  }

  /**
   * What a round over a column did.
   *
   * @param stale how many values were under another key; now they are under the first, or another
   *     replica changed them meanwhile; 0 while there is one key
   * @param unreadable how many are under a key that is not configured; they are left as they are
   */
  public record Done(int stale, int unreadable) {

    /** Whether nothing needs another key than the first. */
    public boolean isOver() {
      return stale == 0 && unreadable == 0;
    }

    private Done and(Done more) {
      return new Done(stale + more.stale, unreadable + more.unreadable);
    }
  }

  /**
   * One round over all values of a column. While there is one key nothing is sealed again, and
   * values that do not open are counted all the same: another key may have been removed too early.
   */
  public Uni<Done> round(SealedColumn column) {
    return from(column, ResealStore.beginning(column.place()));
  }

  private Uni<Done> from(SealedColumn column, List<UUID> after) {
    return store
        .sealedOtherwise(column.place(), column.sealer().currentHeader(), after, BATCH)
        .chain(found -> {
          Uni<Done> done = all(column, found);
          return found.size() < BATCH
              ? done
              : done.chain(these -> from(column, found.getLast().key()).map(these::and));
        });
  }

  private Uni<Done> all(SealedColumn column, List<Found> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(each -> one(column, each))
        .collect()
        .in(() -> new Done[] {new Done(0, 0)}, (sum, one) -> sum[0] = sum[0].and(one))
        .map(sum -> sum[0]);
  }

  private Uni<Done> one(SealedColumn column, Found found) {
    byte[] plain;
    try {
      plain = column.open(found.sealed().getBytes(), found.key());
    } catch (DecryptionFailed e) {
      LOG.warnf(
          "a stored secret does not open column=%s key=%s: %s",
          column.place().name(), found.key(), e.getMessage());
      return Uni.createFrom().item(new Done(0, 1));
    }
    return column.sealer().isChangingKeys()
        ? store
            .replace(column.place(), found, column.seal(plain, found.key()))
            .replaceWith(new Done(1, 0))
        : Uni.createFrom().item(new Done(0, 0));
  }
}
