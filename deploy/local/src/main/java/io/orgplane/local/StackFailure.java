package io.orgplane.local;

/**
 * Why the stack could not start or go on, in words for the person at the terminal: what is wrong
 * and what to do about it.
 */
public final class StackFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StackFailure(String message) {
    super(message);
  }

  public StackFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
