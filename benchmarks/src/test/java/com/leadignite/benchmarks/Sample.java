package com.leadignite.benchmarks;

import java.time.Duration;

/**
 * What one contender did in one round.
 *
 * @param requests how many were answered as they should be
 * @param wall how long the round took
 * @param p50 the median time of an answer
 * @param p99 the time that 99 of 100 answers stayed below
 * @param cpu processor time that the process under test took
 * @param databaseCpu processor time that PostgreSQL took meanwhile
 */
record Sample(
    long requests, Duration wall, Duration p50, Duration p99, Duration cpu, Duration databaseCpu) {

  double perSecond() {
    return requests / (wall.toNanos() / 1e9);
  }

  /** Processor time of one request, in microseconds. */
  double cpuMicros() {
    return cpu.toNanos() / 1e3 / requests;
  }

  double databaseCpuMicros() {
    return databaseCpu.toNanos() / 1e3 / requests;
  }
}
