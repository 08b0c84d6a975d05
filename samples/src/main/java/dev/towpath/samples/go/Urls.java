package dev.towpath.samples.go;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.List;

/** A hundred addresses: one by one, all at once, ten at a time. */
final class Urls {
  private Urls() {}

  // @start region="program"
  static List<String> oneByOne(List<String> paths, BlockingShop web) throws Exception {
    List<String> pages = new ArrayList<>();
    for (String path : paths) {
      pages.add(web.get(path, Deadline.never()));
    }
    return pages;
  }

  static List<String> allAtOnce(List<String> paths, BlockingShop web) throws Exception {
    return atMost(paths.size(), paths, web);
  }

  static List<String> atMost(int most, List<String> paths, BlockingShop web) throws Exception {
    List<Task<String>> pages = new ArrayList<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(most))) {
      for (String path : paths) {
        pages.add(scope.fork(() -> web.get(path, Deadline.never())));
      }
      scope.join();
    }
    return pages.stream().map(Task::get).toList();
  }
  // @end
}
