@NullMarked
package com.leadignite.auth.supabase;

import org.jspecify.annotations.NullMarked;
