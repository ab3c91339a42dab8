package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code auth.admin} of the npm package {@code @supabase/supabase-js}, unmodified, in Node. */
class SupabaseAdminIT {

  @Test
  @Tag("B18")
  @Tag("B25")
  @Tag("B35")
  void anUnmodifiedSupabaseJsAdministersAccounts() throws Exception {
    NodeScripts.run(
        "supabase-admin.mjs",
        Map.of(
            "EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword(),
            "NEW_PASSWORD", Person.newPassword(),
            "CLIENT_ID", Platform.BACK_OFFICE,
            "CLIENT_SECRET", Platform.ownOnly().backOfficeSecret()));
  }
}
