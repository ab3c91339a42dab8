package com.leadignite.guard.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.util.Optional;

/** How lists are paged. */
@ConfigMapping(prefix = "leadignite.page")
interface PageConfig {

  /**
   * What cursors are signed with: 32 random characters or more, the same in every replica of a
   * service. A change ends the cursors in use. Needed in production; elsewhere a key is generated
   * at start if there is none.
   */
  Optional<Secret<String>> cursorKey();
}
