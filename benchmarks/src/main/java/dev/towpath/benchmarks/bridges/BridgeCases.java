package dev.towpath.benchmarks.bridges;

import static dev.towpath.benchmarks.bridges.Way.GLUE;
import static dev.towpath.benchmarks.bridges.Way.JDK;
import static dev.towpath.benchmarks.bridges.Way.KOTLIN;
import static dev.towpath.benchmarks.bridges.Way.OURS;
import static dev.towpath.benchmarks.bridges.Way.OWN;

import dev.towpath.benchmarks.run.Case;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is measured of bridges: each verb of each library, beside the other ways to do it. */
public final class BridgeCases {
  private BridgeCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    return List.of(
        in("open Flux", Open.class, Styles.REACTOR, false, OURS, OWN, JDK, KOTLIN),
        in("open Flux", Open.class, Styles.REACTOR, true, OURS, OWN, JDK, KOTLIN),
        in("open Flowable", Open.class, Styles.RXJAVA, false, OURS, OWN, JDK, KOTLIN),
        in("open Flowable", Open.class, Styles.RXJAVA, true, OURS, OWN, JDK, KOTLIN),
        in("open ReadStream", Open.class, Styles.VERTX, true, OURS, GLUE),
        in("open listener", Open.class, Styles.JDK, true, OURS, GLUE),
        in("await Mono", Await.class, Styles.REACTOR, false, OURS, OWN, JDK, KOTLIN),
        in("await Mono", Await.class, Styles.REACTOR, true, OURS, OWN, JDK, KOTLIN),
        in("await Single", Await.class, Styles.RXJAVA, false, OURS, OWN, JDK),
        in("await Single", Await.class, Styles.RXJAVA, true, OURS, OWN, JDK),
        in("await Vert.x Future", Await.class, Styles.VERTX, false, OURS, OWN),
        in("await Vert.x Future", Await.class, Styles.VERTX, true, OURS, OWN),
        in("await CompletableFuture", Await.class, Styles.JDK, false, OURS, OWN, KOTLIN),
        in("await CompletableFuture", Await.class, Styles.JDK, true, OURS, OWN, KOTLIN),
        out("publish Flux", Publish.class, Styles.REACTOR, OURS, OWN, KOTLIN),
        out("publish Flowable", Publish.class, Styles.RXJAVA, OURS, OWN),
        out("publish ReadStream", Publish.class, Styles.VERTX, OURS),
        out("publish Flow.Publisher", Publish.class, Styles.JDK, OURS, OWN),
        out("call Mono", Call.class, Styles.REACTOR, OURS, OWN, KOTLIN),
        out("call Single", Call.class, Styles.RXJAVA, OURS, OWN),
        out("call Vert.x Future", Call.class, Styles.VERTX, OURS, OWN),
        out("call CompletableFuture", Call.class, Styles.JDK, OURS, OWN, KOTLIN));
  }

  private static Case in(
      String name, Class<?> benchmark, String style, boolean async, Way... ways) {
    Map<String, String> params = new HashMap<>(Map.of("style", style));
    params.put("async", String.valueOf(async));
    return of(name + (async ? ", on its way" : ", there"), benchmark, params, ways);
  }

  private static Case out(String name, Class<?> benchmark, String style, Way... ways) {
    return of(name, benchmark, Map.of("style", style), ways);
  }

  private static Case of(String name, Class<?> benchmark, Map<String, String> params, Way... ways) {
    List<String> rivals = Arrays.stream(ways).map(way -> way.label).toList();
    return new Case(name, benchmark, params, rivals, true);
  }
}
