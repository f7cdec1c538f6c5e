package io.orgplane.kit.access;

/**
 * Something that may be allowed, by its name in the permission matrix (contracts/access), such as
 * {@code billing:manage}.
 */
public record Permission(String name) {

  @Override
  public String toString() {
    return name;
  }
}
