package io.orgplane.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Calls a static method in the one copy of its class that lives as long as the JVM. A {@code
 * QuarkusTest} runs in a class loader of its own, so every static field exists once more there, and
 * that loader is closed when the next profile starts: a broker started in it would lose its
 * classes.
 */
final class JvmWide {

  private JvmWide() {}

  /** Only text crosses over, because any other type of ours is another type on the other side. */
  static String call(Class<?> holder, String method, String... arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      Class<?>[] types = new Class<?>[arguments.length];
      Arrays.fill(types, String.class);
      Method target = lasting(holder).getDeclaredMethod(method, types);
      target.setAccessible(true);
      return (String) target.invoke(null, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(holder.getSimpleName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Class<?> lasting(Class<?> holder) {
    try {
      return Class.forName(holder.getName(), true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return holder;
    }
  }
}
