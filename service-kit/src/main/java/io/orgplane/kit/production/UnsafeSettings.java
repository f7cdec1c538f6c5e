package io.orgplane.kit.production;

import java.util.List;

/**
 * What a concern has to say against a production start. Every bean of this type is asked; a service
 * adds its own beside those of service-kit.
 */
public interface UnsafeSettings {

  /** The settings that must not reach production, each with the remedy; empty when all is well. */
  List<UnsafeSetting> find();

  /** A property by its name, and what to do about it. Never its value. */
  record UnsafeSetting(String property, String remedy) {}
}
