/**
 * Administration of accounts in every organization, by platform administrators and services that
 * may (docs/decisions/023-who-administers-users.md).
 */
@NullMarked
package com.leadignite.auth.admin;

import org.jspecify.annotations.NullMarked;
