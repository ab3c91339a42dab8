package com.leadignite.benchmarks;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One of the ways to the row.
 *
 * @param letter what the table calls it
 * @param what the way in words
 * @param process the process whose processor time counts
 * @param question asks for the row once
 */
record Contender(
    String letter, String what, ProcessHandle process, Supplier<Future<Boolean>> question) {}
