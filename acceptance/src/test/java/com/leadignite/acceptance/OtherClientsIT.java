package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other people's clients of Supabase Auth, unmodified, and strict readers of our tokens. */
class OtherClientsIT {

  private static Map<String, String> somebody() {
    return Map.of("EMAIL", Person.newEmail(), "PASSWORD", Person.newPassword());
  }

  @Test
  void supabaseJsAndItsServerSideTakeWhatGoesWrongAsSupabaseSaysIt() throws Exception {
    NodeScripts.run("clients.mjs", somebody());
  }

  @Test
  void supabaseAuthOfPythonAndAModelOfStrictIntegersTakeOurTokens() throws Exception {
    PythonScripts.run("supabase_auth_client.py", somebody());
  }

  @Test
  void authGoAndAReaderOfIntegersTakeOurTokens() throws Exception {
    GoPrograms.run(somebody());
  }
}
