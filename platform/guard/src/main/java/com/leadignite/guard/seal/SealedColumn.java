package com.leadignite.guard.seal;

import java.util.List;
import java.util.UUID;

/**
 * A column whose values are sealed: one bean for each, so that all are sealed again while the
 * encryption key is changed. A test of each service compares them with its schema.
 */
public interface SealedColumn {

  /** Where the values are. The names are constants of the code: they become part of statements. */
  Place place();

  /** What seals them. */
  Sealer sealer();

  /**
   * Opens a value with whichever configured key it was sealed.
   *
   * @param key the row's key
   * @throws DecryptionFailed if it does not open
   */
  byte[] open(byte[] sealed, List<UUID> key);

  /** Seals a value with the first key. */
  byte[] seal(byte[] plain, List<UUID> key);

  /**
   * A column and the key of its table.
   *
   * @param key the key's columns, each a uuid
   * @param keyIsText whether they are stored as text
   */
  record Place(String table, String column, List<String> key, boolean keyIsText) {

    public Place {
      key = List.copyOf(key);
    }

    /** A column of a table whose key is of uuids. */
    public static Place of(String table, String column, String... key) {
      return new Place(table, column, List.of(key), false);
    }

    /** Table and column, for people. */
    public String name() {
      return table + "." + column;
    }
  }
}
