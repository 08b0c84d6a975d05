package dev.towpath.samples.patterns;

import dev.towpath.scope.Policy;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Many pages, a few at a time. */
final class Pages {
  private Pages() {}

  /** Fetches one page. */
  interface Fetch {
    String fetch(String url) throws Exception;
  }

  // @start region="pages"
  /** Fetches all that can be fetched, at most {@code limit} at once; leaves out what fails. */
  static Map<String, String> fetchAll(List<String> urls, int limit, Fetch fetch)
      throws InterruptedException {
    Map<String, Task<String>> pages = new LinkedHashMap<>();
    try (Scope scope =
        Scope.open(ScopeOptions.defaults().name("pages").policy(Policy.COLLECT_ALL).limit(limit))) {
      for (String url : urls) {
        pages.put(url, scope.fork(() -> fetch.fetch(url)));
      }
      scope.join();
    }
    Map<String, String> fetched = new LinkedHashMap<>();
    pages.forEach((url, page) -> {
      if (page.state() == Task.State.SUCCESS) {
        fetched.put(url, page.get());
      }
    });
    return fetched;
  }

  // @end

  // @start region="mirrors"
  /** Asks all mirrors and takes the first answer; the other requests are interrupted. */
  static String fetchFromAny(List<String> mirrors, Fetch fetch) throws InterruptedException {
    List<Callable<String>> requests = new ArrayList<>();
    for (String mirror : mirrors) {
      requests.add(() -> fetch.fetch(mirror));
    }
    return Scope.firstSuccess(requests);
  }
  // @end
}
