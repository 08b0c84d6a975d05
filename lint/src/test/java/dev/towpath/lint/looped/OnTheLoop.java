package dev.towpath.lint.looped;

import java.util.concurrent.BlockingQueue;

/** Blocks twice: once on the list of ignored violations, once not. */
public final class OnTheLoop implements Tick {

  private final BlockingQueue<String> queue;

  OnTheLoop(BlockingQueue<String> queue) {
    this.queue = queue;
  }

  @Override
  public void tick() throws InterruptedException {
    nap();
    queue.put("tick");
  }

  private static void nap() throws InterruptedException {
    Thread.sleep(1_000);
  }
}
