/** Connections of an organization to services of others: their credentials, kept and refreshed. */
@NullMarked
package com.leadignite.auth.integration;

import org.jspecify.annotations.NullMarked;
