/**
 * What one installation is: its addresses, its secrets, its first administrator, and whether it is
 * fit for production.
 */
@NullMarked
package com.leadignite.auth.instance;

import org.jspecify.annotations.NullMarked;
