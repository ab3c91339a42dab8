package com.leadignite.guard.startup;

import java.util.List;

/**
 * Looks at a feature's settings before the service starts in production. Each CDI bean of this type
 * is asked once.
 */
public interface SafetyCheck {

  /** The unsafe settings it found; none if all is well. */
  List<UnsafeSetting> findings();
}
