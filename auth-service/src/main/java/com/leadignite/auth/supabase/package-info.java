/** The HTTP API of Supabase Auth, which the front end speaks: its bodies, its errors, its paths. */
@NullMarked
package com.leadignite.auth.supabase;

import org.jspecify.annotations.NullMarked;
