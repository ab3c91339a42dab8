package com.leadignite.guard.seal;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.SealedColumn.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sealed values of any column, in the order of their keys. The statements are put together from the
 * names of a {@link Place}, which are constants of the code.
 */
final class ResealStore {

  private static final UUID ZERO = new UUID(0, 0);

  private final Rows.Scope rows;

  ResealStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** A value and the key of its row. */
  record Found(List<UUID> key, Buffer sealed) {}

  /** The key before the first. */
  static List<UUID> beginning(Place place) {
    return place.key().stream().map(column -> ZERO).toList();
  }

  /**
   * Values that begin in another way than that.
   *
   * @param header how those begin that are left out
   * @param after the last key of the batch before
   */
  Uni<List<Found>> sealedOtherwise(Place place, byte[] header, List<UUID> after, int most) {
    String columns = String.join(", ", place.key());
    String sql =
        String.format(
            Locale.ROOT,
            """
            select %s, %s as sealed
            from %s
            where substring(%s from 1 for length($1::bytea)) <> $1::bytea
              and (%s) > (%s)
            order by %s
            limit $2
            """,
            columns,
            place.column(),
            place.table(),
            place.column(),
            columns,
            numbers(3, after.size()),
            columns);
    Tuple parameters = Tuple.of(Buffer.buffer(header), most);
    after.forEach(id -> parameters.addValue(value(place, id)));
    return rows.query(sql, parameters)
        .map(found -> {
          List<Found> all = new ArrayList<>(found.size());
          found.forEach(row -> all.add(new Found(key(place, row), row.getBuffer("sealed"))));
          return all;
        });
  }

  /** Stores another seal of the same value; answers whether it was as it is given. */
  Uni<Boolean> replace(Place place, Found before, byte[] sealed) {
    String sql =
        String.format(
            Locale.ROOT,
            """
            update %s
            set %s = $1
            where %s = $2
              and (%s) = (%s)
            """,
            place.table(),
            place.column(),
            place.column(),
            String.join(", ", place.key()),
            numbers(3, before.key().size()));
    Tuple parameters = Tuple.of(Buffer.buffer(sealed), before.sealed());
    before.key().forEach(id -> parameters.addValue(value(place, id)));
    return rows.query(sql, parameters).map(updated -> updated.rowCount() == 1);
  }

  private static String numbers(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(number -> "$" + number)
        .collect(Collectors.joining(", "));
  }

  private static Object value(Place place, UUID id) {
    return place.keyIsText() ? id.toString() : id;
  }

  private static List<UUID> key(Place place, Row row) {
    return place.key().stream()
        .map(column ->
            place.keyIsText() ? UUID.fromString(row.getString(column)) : row.getUUID(column))
        .toList();
  }
}
