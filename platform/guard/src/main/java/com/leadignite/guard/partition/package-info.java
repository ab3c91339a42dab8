/**
 * Tables that are partitioned by month, for the services that have such tables. How to make one:
 * see {@code db/partitions/R__monthly_partitions.sql}.
 */
@NullMarked
package com.leadignite.guard.partition;

import org.jspecify.annotations.NullMarked;
