package dev.towpath.benchmarks.load.server;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TrySend;
import dev.towpath.scope.Policy;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.vertx.VertxBridge;
import java.util.concurrent.RejectedExecutionException;

/**
 * Virtual threads with channels and the adapters: the event loop hands requests over, a scope has a
 * task for each, and hogs may be handed on to a few tasks that do nothing else.
 */
final class ChannelStyle implements Style {
  private static final int MAY_WAIT = 100_000;

  private final Steps steps;
  private final int hogs;
  private final Channel<Request> requests =
      Channel.<Request>builder().name("requests").capacity(MAY_WAIT).build();
  private final Channel<Scoring> scorings = Channel.buffered(MAY_WAIT);

  private record Request(Order order, Reply reply) {}

  private record Scoring(Order order, int price, Channel<Integer> score) {}

  /**
   * @param bounded whether hogs have tasks of their own
   */
  ChannelStyle(Kit kit, boolean bounded) {
    this.steps = kit.steps();
    this.hogs = bounded ? kit.hogs() : 0;
    Thread.startVirtualThread(this::serve);
  }

  @Override
  public void handle(Order order, Reply reply) {
    if (requests.sender().trySend(new Request(order, reply)) != TrySend.SENT) {
      reply.failure(new RejectedExecutionException("too many requests"));
    }
  }

  private void serve() {
    ScopeOptions options = ScopeOptions.defaults().name("server").policy(Policy.COLLECT_ALL);
    try (Scope scope = Scope.open(options);
        Receiver<Request> arriving = requests.receiver()) {
      for (int i = 0; i < hogs; i++) {
        scope.forkBackground(this::scoreHogs);
      }
      for (Request request : arriving) {
        scope.fork(() -> answer(request));
      }
    }
  }

  private void answer(Request request) {
    Order order = request.order;
    try {
      int price = VertxBridge.await(steps.price(order));
      int score =
          order.heavy() && hogs > 0 ? scoredByOthers(order, price) : steps.score(order, price);
      int quantity = steps.quantity(order);
      request.reply.success(steps.answer(order, price, score, quantity));
    } catch (Exception e) {
      request.reply.failure(e);
    }
  }

  private int scoredByOthers(Order order, int price) throws InterruptedException {
    Scoring scoring = new Scoring(order, price, Channel.buffered(1));
    scorings.sender().send(scoring);
    return scoring.score.receiver().receive();
  }

  private void scoreHogs() throws InterruptedException {
    for (Scoring scoring : scorings.receiver()) {
      scoring.score.sender().send(steps.score(scoring.order, scoring.price));
    }
  }

  @Override
  public void close() {
    requests.sender().close();
    scorings.sender().close();
  }
}
