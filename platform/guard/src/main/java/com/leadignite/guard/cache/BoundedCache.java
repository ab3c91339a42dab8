package com.leadignite.guard.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map of bounded size that forgets what was not used for long. It has two halves: entries are put
 * into the young one; when that is full it becomes the old one, and the former old one is
 * forgotten; an old entry in use comes back into the young half. Reading costs one or two look-ups
 * and no lock.
 *
 * @param <V> the type of what is remembered
 */
public final class BoundedCache<V> {

  private final int half;
  private volatile Map<String, V> young = new ConcurrentHashMap<>();
  private volatile Map<String, V> old = new ConcurrentHashMap<>();

  /**
   * An empty map.
   *
   * @param most entries it holds at most, give or take what is put by several threads at once
   */
  public BoundedCache(int most) {
    half = Math.max(1, most / 2);
  }

  /** What is remembered under the key; null if nothing is. */
  public @Nullable V get(String key) {
    V recent = young.get(key);
    if (recent != null) {
      return recent;
    }
    V earlier = old.get(key);
    if (earlier != null) {
      put(key, earlier);
    }
    return earlier;
  }

  /** What is remembered under the key, made by the function if nothing is. */
  public V get(String key, Function<String, V> make) {
    V known = get(key);
    if (known != null) {
      return known;
    }
    makeRoom();
    return young.computeIfAbsent(key, make);
  }

  /** Remembers a value. */
  public void put(String key, V value) {
    makeRoom();
    young.put(key, value);
  }

  /** Forgets what is remembered under the key. */
  public synchronized void remove(String key) {
    young.remove(key);
    old.remove(key);
  }

  /** Forgets everything. */
  public synchronized void clear() {
    young = new ConcurrentHashMap<>();
    old = new ConcurrentHashMap<>();
  }

  /** How many values are held; those used lately may count twice. */
  public int size() {
    return young.size() + old.size();
  }

  private void makeRoom() {
    if (young.size() >= half) {
      turn();
    }
  }

  private synchronized void turn() {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
