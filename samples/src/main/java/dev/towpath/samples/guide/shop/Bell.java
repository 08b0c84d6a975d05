package dev.towpath.samples.guide.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bell on the shop's door: a library that knows only listeners, and calls them at once. */
public final class Bell {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Is told who comes, that the shop has closed, or that the bell is broken. */
  public interface Listener {
    void onVisitor(String name);

    void onClosed();

    void onBroken(Exception why);
  }

  /** A listener made of three lambdas. */
  public static Listener listener(
      Consumer<String> visitor, Runnable closed, Consumer<Exception> broken) {
    return new Listener() {
      @Override
      public void onVisitor(String name) {
        visitor.accept(name);
      }

      @Override
      public void onClosed() {
        closed.run();
      }

      @Override
      public void onBroken(Exception why) {
        broken.accept(why);
      }
    };
  }

  public void add(Listener listener) {
    listeners.add(listener);
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  public void ring(String name) {
    listeners.forEach(listener -> listener.onVisitor(name));
  }

  public void close() {
    listeners.forEach(Listener::onClosed);
  }

  public void fail(Exception why) {
    listeners.forEach(listener -> listener.onBroken(why));
  }

  public int listeners() {
    return listeners.size();
  }
}
