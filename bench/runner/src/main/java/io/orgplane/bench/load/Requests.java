package io.orgplane.bench.load;

import java.nio.ByteBuffer;

/** What is sent, one after the other. */
@FunctionalInterface
public interface Requests {

  /**
   * Writes a whole HTTP/1.1 request.
   *
   * @param number which one it is, counted from 0
   */
  void write(long number, ByteBuffer to);
}
