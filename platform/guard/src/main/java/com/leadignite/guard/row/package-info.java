/**
 * The only access to rows: PostgreSQL under row-level security, with the caller's identity set per
 * transaction.
 */
@NullMarked
package com.leadignite.guard.row;

import org.jspecify.annotations.NullMarked;
