package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The npm package {@code @supabase/supabase-js}, unmodified, in Node. */
class SupabaseJsIT {

  @Test
  @Tag("B16")
  @Tag("B18")
  @Tag("B35")
  void anUnmodifiedSupabaseJsSignsUpSignsInRefreshesAndSignsOut() throws Exception {
    NodeScripts.run(
        "supabase-js.mjs",
        Map.of(
            "EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword(),
            "NEW_PASSWORD", Person.newPassword()));
  }
}
