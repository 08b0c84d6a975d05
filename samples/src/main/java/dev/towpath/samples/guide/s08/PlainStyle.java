package dev.towpath.samples.guide.s08;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A scope with a limit: the fifth waits before it begins. */
public final class PlainStyle implements Style<List<String>, List<String>> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  List<String> prices(List<String> items, Deadline deadline) throws Exception {
    List<Task<String>> tasks = new ArrayList<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(4))) {
      for (String item : items) {
        tasks.add(scope.fork(() -> shop.get("/prices/" + item, deadline)));
      }
      scope.join(); // the first failure stops the others
    }
    return tasks.stream().map(Task::get).toList();
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return FutureBridge.call(() -> prices(items, Deadline.in(limit)));
  }
}
