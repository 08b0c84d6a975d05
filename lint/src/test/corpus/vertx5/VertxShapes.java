package vertx5;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import labels.Blocks;
import labels.Clean;

/** Shapes of real services: where the handler comes from, and how it comes to the blocking call. */
class VertxShapes {

  interface UserDao { String find(String id); }

  static class JdbcUserDao implements UserDao {
    private final DataSource source;
    JdbcUserDao(DataSource source) { this.source = source; }
    @Override public String find(String id) {
      try (Connection c = source.getConnection(); PreparedStatement s = c.prepareStatement("select 1")) {
        try (ResultSet rows = s.executeQuery()) {
          return rows.next() ? rows.getString(1) : null;
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static class MemoryUserDao implements UserDao {
    private final Map<String, String> users = new ConcurrentHashMap<>();
    @Override public String find(String id) { return users.get(id); }
  }

  @Blocks("user>find>DataSource.getConnection")
  static class RouterWithInjectedDao extends AbstractVerticle {
    private final UserDao dao;
    RouterWithInjectedDao(DataSource source) { this.dao = new JdbcUserDao(source); }
    @Override public void start() {
      Router router = Router.router(vertx);
      router.get("/user/:id").handler(this::user);
      vertx.createHttpServer().requestHandler(router).listen(8080);
    }
    private void user(RoutingContext context) {
      context.response().end(dao.find(context.pathParam("id")));
    }
  }

  @Clean("the dao that is injected lives in memory")
  static class RouterWithMemoryDao extends AbstractVerticle {
    private final UserDao dao = new MemoryUserDao();
    @Override public void start() {
      Router.router(vertx).get("/user/:id").handler(this::user);
    }
    private void user(RoutingContext context) {
      context.response().end(dao.find(context.pathParam("id")));
    }
  }

  @Clean("blocking handlers run on workers")
  static class BlockingHandler extends AbstractVerticle {
    private final UserDao dao;
    BlockingHandler(DataSource source) { this.dao = new JdbcUserDao(source); }
    @Override public void start() {
      Router.router(vertx).get("/user/:id").blockingHandler(this::user);
      Router.router(vertx).get("/user/:id").blockingHandler(this::user, false);
    }
    private void user(RoutingContext context) {
      context.response().end(dao.find(context.pathParam("id")));
    }
  }

  @Blocks("get>CompletableFuture.get")
  static class WaitsForItsOwnLoop {
    private final Vertx vertx;
    WaitsForItsOwnLoop(Vertx vertx) { this.vertx = vertx; }
    void serve() {
      vertx.createHttpServer().requestHandler(this::get).listen(80);
    }
    private void get(HttpServerRequest request) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      vertx.eventBus().<String>request("users", "x").onComplete(r -> answer.complete(r.result().body()));
      try {
        request.response().end(answer.get(5, TimeUnit.SECONDS));
      } catch (Exception e) {
        request.response().setStatusCode(500).end();
      }
    }
  }

  @Blocks("start>CountDownLatch.await")
  static class LatchInStart extends AbstractVerticle {
    @Override public void start() throws Exception {
      CountDownLatch latch = new CountDownLatch(1);
      vertx.deployVerticle("x").onComplete(done -> latch.countDown());
      latch.await();
    }
  }

  @Blocks("whitelist>lookUp>InetAddress.getByName")
  static class HandlerFromFactory {
    static Handler<RoutingContext> whitelist() {
      return context -> {
        if (lookUp(context.request().getParam("host")) == null) {
          context.fail(403);
        }
      };
    }
    static InetAddress lookUp(String host) {
      try { return InetAddress.getByName(host); } catch (UnknownHostException e) { return null; }
    }
    void routes(Router router) { router.route().handler(whitelist()); }
  }

  @Blocks("get>connect>DriverManager.getConnection")
  static class SupplierInField {
    private final Supplier<Connection> connections = this::connect;
    private Connection connect() {
      try { return DriverManager.getConnection("jdbc:x"); } catch (SQLException e) { return null; }
    }
    void start(Vertx vertx) {
      vertx.eventBus().consumer("db", this::get);
    }
    void get(Message<Object> message) { message.reply(connections.get() != null); }
  }

  enum Command {
    PING { @Override void run(RoutingContext context) { context.end("pong"); } },
    DUMP { @Override void run(RoutingContext context) { context.end(String.valueOf(new File("dump").length())); } };
    abstract void run(RoutingContext context);
  }

  @Blocks("start>run>File.length")
  static class EnumBody {
    void start(Router router) { router.get("/dump").handler(context -> Command.DUMP.run(context)); }
  }

  @Clean("this constant does nothing of the kind")
  static class OtherEnumBody {
    void start(Router router) { router.get("/ping").handler(context -> Command.PING.run(context)); }
  }

  static abstract class JsonEndpoint<T> implements Handler<RoutingContext> {
    @Override public final void handle(RoutingContext context) {
      T in = parse(context);
      context.end(String.valueOf(answer(in)));
    }
    protected abstract T parse(RoutingContext context);
    protected abstract Object answer(T in);
  }

  @Blocks("handle>answer>firstLine>FileReader.new")
  static class TemplateMethod {
    static class FileEndpoint extends JsonEndpoint<String> {
      @Override protected String parse(RoutingContext context) { return context.pathParam("f"); }
      @Override protected Object answer(String in) { return firstLine(in); }
      private static String firstLine(String name) {
        try (BufferedReader reader = new BufferedReader(new FileReader(name))) {
          return reader.readLine();
        } catch (IOException e) { return ""; }
      }
    }
    void routes(Router router) { router.get("/f").handler(new FileEndpoint()); }
  }

  @Blocks("start>dispatch><init>>start>Thread.sleep")
  static class HandlersByName {
    private final Map<String, Consumer<String>> handlers = new HashMap<>();
    HandlersByName() {
      handlers.put("fast", x -> {});
      handlers.put("slow", x -> start());
    }
    private static void start() { try { Thread.sleep(100); } catch (InterruptedException e) { } }
    void start(Vertx vertx) { vertx.eventBus().<String>consumer("c", message -> dispatch(message.body())); }
    private void dispatch(String name) { handlers.get(name).accept(name); }
  }

  @Clean("only put aside; a worker runs it")
  static class QueuedWork {
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Deque<Supplier<String>> suppliers = new ArrayDeque<>();
    void start(Vertx vertx) {
      new Thread(this::drain).start();
      vertx.setTimer(10, id -> {
        work.offer(() -> VertxHandlers.nap());
        later.add(() -> VertxHandlers.nap());
        suppliers.push(() -> { VertxHandlers.nap(); return ""; });
      });
    }
    private void drain() {
      try { while (true) work.take().run(); } catch (InterruptedException e) { }
    }
  }

  @Clean("a named worker pool")
  static class SharedWorkers {
    void start(Vertx vertx) {
      WorkerExecutor pool = vertx.createSharedWorkerExecutor("db");
      vertx.setTimer(10, id -> pool.executeBlocking(() -> VertxHandlers.load(java.nio.file.Path.of("x")))
          .onComplete(done -> System.out.print("")));
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class BackOnTheLoop {
    void start(Vertx vertx) {
      ExecutorService pool = Executors.newCachedThreadPool();
      Context context = vertx.getOrCreateContext();
      pool.execute(() -> { VertxHandlers.nap(); context.runOnContext(v -> VertxHandlers.nap()); });
    }
  }

  @Clean("a verticle on virtual threads may wait")
  static class OnVirtualThreads {
    static class Service extends AbstractVerticle {
      @Override public void start() { vertx.setTimer(1, id -> VertxHandlers.nap()); VertxHandlers.nap(); }
    }
    void main(Vertx vertx) {
      vertx.deployVerticle(Service::new, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD).setInstances(2));
    }
  }

  @Clean("only when it is done already")
  static class IsDone {
    private final CompletableFuture<String> config = CompletableFuture.supplyAsync(() -> "x");
    void start(Router router) {
      router.get("/c").handler(context -> {
        if (config.isDone()) {
          context.end(config.join());
        } else {
          config.thenAccept(context::end);
        }
      });
    }
  }

  @Blocks("start>withRetry>load>Files.readString")
  static class OwnHelper {
    static <T> T withRetry(Callable<T> body) {
      for (int i = 0; ; i++) {
        try { return body.call(); } catch (Exception e) { if (i > 3) throw new IllegalStateException(e); }
      }
    }
    static String load() throws IOException { return java.nio.file.Files.readString(java.nio.file.Path.of("a")); }
    void start(Router router) { router.get("/").handler(context -> context.end(withRetry(OwnHelper::load))); }
  }

  @Blocks("timed>handle>nap>Thread.sleep")
  static class Wrapped {
    static <T> Handler<T> timed(Handler<T> inner) {
      return event -> { long from = System.nanoTime(); inner.handle(event); System.nanoTime(); };
    }
    static class Slow implements Handler<RoutingContext> {
      @Override public void handle(RoutingContext context) { VertxHandlers.nap(); }
    }
    void start(Router router) { router.get("/").handler(timed(new Slow())); }
  }

  @Blocks("get>compute>Process.waitFor")
  static class BlockingCacheLoader {
    private final Map<String, String> cache = new ConcurrentHashMap<>();
    void start(Router router) { router.get("/").handler(this::get); }
    private void get(RoutingContext context) {
      context.end(cache.computeIfAbsent(context.pathParam("k"), this::compute));
    }
    private String compute(String key) {
      try { return String.valueOf(new ProcessBuilder(key).start().waitFor()); }
      catch (IOException | InterruptedException e) { return ""; }
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class ComposeAfterWorker {
    void start(Vertx vertx, Router router) {
      router.get("/").handler(context ->
          vertx.<String>executeBlocking(() -> { VertxHandlers.nap(); return "x"; })
              .compose(x -> { VertxHandlers.nap(); return Future.succeededFuture(x); })
              .onSuccess(context::end));
    }
  }

  @Blocks("start>go>run>nap>Thread.sleep")
  static class AnonymousRunnableRunHere {
    void start(Vertx vertx) {
      vertx.setTimer(1, id -> go(new Runnable() { @Override public void run() { VertxHandlers.nap(); } }));
    }
    private void go(Runnable r) { r.run(); }
  }

  @Clean("a thread of its own")
  static class AnonymousRunnableRunThere {
    void start(Vertx vertx) {
      vertx.setTimer(1, id -> go(new Runnable() { @Override public void run() { VertxHandlers.nap(); } }));
    }
    private void go(Runnable r) { new Thread(r, "own").start(); }
  }

  static class Settings {
    static final String HOME = read();
    private static String read() {
      try { return java.nio.file.Files.readString(java.nio.file.Path.of("home")); } catch (IOException e) { return ""; }
    }
  }

  @Blocks("start><clinit>>read>Files.readString")
  static class LazyHolder {
    void start(Router router) { router.get("/").handler(context -> context.end(Settings.HOME)); }
  }

  @Blocks("start><clinit>>Statement.executeUpdate")
  static class BiFunctionTable {
    private static final Map<String, BiFunction<Connection, String, Integer>> ACTIONS = Map.of(
        "delete", (c, id) -> { try { return c.createStatement().executeUpdate(id); } catch (SQLException e) { return 0; } },
        "count", (c, id) -> 1);
    void start(Vertx vertx, Connection c) {
      vertx.eventBus().<String>consumer("a").handler(m -> m.reply(ACTIONS.get(m.body()).apply(c, m.body())));
    }
  }

  @Blocks("stop>ExecutorService.awaitTermination")
  static class StopWaits extends AbstractVerticle {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    @Override public void stop(Promise<Void> done) throws Exception {
      pool.shutdown();
      pool.awaitTermination(30, TimeUnit.SECONDS);
      done.complete();
    }
  }

  @Blocks("start>result>File.exists")
  static class OptionalChain {
    void start(Router router) {
      router.get("/").handler(context -> context.end(String.valueOf(
          Optional.ofNullable(context.pathParam("f")).map(File::new).filter(OptionalChain::result).isPresent())));
    }
    static boolean result(File file) { return file.exists(); }
  }

  @Clean("what a future was made of is complete when it is")
  static class UpstreamIsDone {
    void start(Vertx vertx) {
      CompletableFuture<String> first = vertx.eventBus().<String>request("a", "b").map(Message::body)
          .toCompletionStage().toCompletableFuture();
      first.thenCompose(x -> CompletableFuture.completedFuture(x + 1)).thenApply(y -> first.join() + y);
    }
  }
}
