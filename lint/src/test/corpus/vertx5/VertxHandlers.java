package vertx5;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import labels.Blocks;
import labels.Clean;

class VertxHandlers {

  static String load(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void nap() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Blocks("start>Thread.sleep")
  static class TimerLambda {
    void start(Vertx vertx) {
      vertx.setTimer(100, id -> { try { Thread.sleep(500); } catch (InterruptedException e) { } });
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class Transitive {
    void start(Vertx vertx) {
      vertx.setPeriodic(100, id -> nap());
    }
  }

  @Clean("handed to a worker")
  static class ExecuteBlocking {
    void start(Vertx vertx) {
      vertx.setTimer(100, id -> vertx.executeBlocking(() -> load(Path.of("x"))));
    }
  }

  @Blocks("start>load>Files.readString")
  static class ResultOfExecuteBlocking {
    void start(Vertx vertx) {
      vertx.executeBlocking(() -> 1).map(x -> load(Path.of("x")));
    }
  }

  @Blocks("handle>load>Files.readString")
  static class NamedHandler implements Handler<Long> {
    @Override public void handle(Long id) { load(Path.of("a")); }
    void start(Vertx vertx) { vertx.setTimer(1, this); }
  }

  @Blocks("handle>nap>Thread.sleep")
  static class AnonymousHandler {
    void start(Vertx vertx) {
      vertx.setTimer(1, new Handler<Long>() {
        @Override public void handle(Long id) { nap(); }
      });
    }
  }

  @Blocks("tick>nap>Thread.sleep")
  static class MethodReference {
    void start(Vertx vertx) { vertx.setTimer(1, this::tick); }
    void tick(Long id) { nap(); }
  }

  @Blocks("<init>>nap>Thread.sleep")
  static class FieldHandler {
    private final Handler<Long> handler = id -> nap();
    void start(Vertx vertx) { vertx.setTimer(1, handler); }
  }

  @Blocks("<clinit>>nap>Thread.sleep")
  static class StaticFieldHandler {
    private static final Handler<Long> HANDLER = id -> nap();
    void start(Vertx vertx) { vertx.setTimer(1, HANDLER); }
  }

  @Blocks("make>nap>Thread.sleep")
  static class Factory {
    Handler<Long> make() { return id -> nap(); }
    void start(Vertx vertx) { vertx.setTimer(1, make()); }
  }

  @Blocks("later>start>nap>Thread.sleep")
  static class Wrapper {
    void later(Vertx vertx, Runnable task) { vertx.setTimer(1, id -> task.run()); }
    void start(Vertx vertx) { later(vertx, () -> nap()); }
  }

  @Clean("one binding blocks off the loop, the loop's binding does not")
  static class HelperWithTwoUses {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    void run(Runnable task) { task.run(); }
    void start(Vertx vertx) {
      vertx.setTimer(1, id -> run(() -> System.nanoTime()));
      pool.submit(() -> run(() -> nap()));
    }
  }

  @Blocks("start>run>start>nap>Thread.sleep")
  static class HelperBound {
    void run(Runnable task) { task.run(); }
    void start(Vertx vertx) { vertx.setTimer(1, id -> run(() -> nap())); }
  }

  @Blocks("start>nap>Thread.sleep")
  static class Ternary {
    void start(Vertx vertx, boolean fast) {
      Handler<Long> handler = fast ? id -> System.nanoTime() : id -> nap();
      vertx.setTimer(1, handler);
    }
  }

  @Blocks("start>lambda>nap>Thread.sleep")
  static class ListOfHandlers {
    private final List<Runnable> tasks = new ArrayList<>();
    void lambda() { nap(); }
    void add() { tasks.add(this::lambda); }
    void start(Vertx vertx) {
      vertx.setTimer(1, id -> { for (Runnable task : tasks) { task.run(); } });
    }
  }

  @Blocks("start>slow>nap>Thread.sleep")
  static class MapOfHandlers {
    private final Map<String, Runnable> tasks = Map.of("slow", this::slow);
    void slow() { nap(); }
    void start(Vertx vertx, String key) {
      vertx.setTimer(1, id -> tasks.get(key).run());
    }
  }

  @Blocks("start>Files.readAllBytes")
  static class MethodReferenceToSink {
    interface Reader { byte[] read(Path path) throws IOException; }
    void start(Vertx vertx) {
      Reader reader = Files::readAllBytes;
      vertx.setTimer(1, id -> { try { reader.read(Path.of("x")); } catch (IOException e) { } });
    }
  }

  interface Repository { String find(); }

  static class Memory implements Repository { @Override public String find() { return "x"; } }

  static class Disk implements Repository { @Override public String find() { return load(Path.of("x")); } }

  static class Service {
    private final Repository repository;
    Service(Repository repository) { this.repository = repository; }
    String answer() { return repository.find(); }
  }

  @Clean("the repository that was passed lives in memory")
  static class InMemoryService {
    void start(Vertx vertx) {
      Service service = new Service(new Memory());
      vertx.setTimer(1, id -> service.answer());
    }
  }

  @Blocks("start>answer>find>load>Files.readString")
  static class DiskService {
    void start(Vertx vertx) {
      Service service = new Service(new Disk());
      vertx.setTimer(1, id -> service.answer());
    }
  }


  abstract static class Template implements Handler<Long> {
    @Override public void handle(Long id) { step(); }
    abstract void step();
  }

  @Blocks("handle>step>nap>Thread.sleep")
  static class TemplateBlocking extends Template {
    @Override void step() { nap(); }
    static void start(Vertx vertx) { vertx.setTimer(1, new TemplateBlocking()); }
  }

  @Clean("the other subclass blocks")
  static class TemplateClean extends Template {
    @Override void step() { System.nanoTime(); }
    static void start(Vertx vertx) { vertx.setTimer(1, new TemplateClean()); }
  }

  @Blocks("start>load>Files.readString")
  static class Verticle extends AbstractVerticle {
    @Override public void start() { load(Path.of("config")); }
  }

  @Blocks("start>nap>Thread.sleep")
  static class Verticle5 extends VerticleBase {
    @Override public Future<?> start() { nap(); return Future.succeededFuture(); }
  }

  @Clean("deployed as a worker")
  static class WorkerVerticle extends AbstractVerticle {
    @Override public void start() { load(Path.of("x")); vertx.setTimer(1, id -> nap()); }
    static void deploy(Vertx vertx) {
      vertx.deployVerticle(new WorkerVerticle(), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }
  }

  @Clean("deployed on virtual threads")
  static class VirtualVerticle extends VerticleBase {
    @Override public Future<?> start() { nap(); return Future.succeededFuture(); }
    static void deploy(Vertx vertx) {
      DeploymentOptions options = new DeploymentOptions();
      options.setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
      vertx.deployVerticle(VirtualVerticle::new, options);
    }
  }

  @Blocks("orders>load>Files.readString")
  static class RouteHandler {
    void start(Router router) { router.get("/orders").handler(this::orders); }
    void orders(RoutingContext context) { context.end(load(Path.of("orders"))); }
  }

  @Clean("a blocking handler runs on a worker")
  static class BlockingRoute {
    void start(Router router) { router.get("/orders").blockingHandler(context -> nap()); }
  }

  @Blocks("start>nap>Thread.sleep")
  static class Compose {
    void start(Vertx vertx) {
      vertx.fileSystem().readFile("x").compose(buffer -> { nap(); return Future.succeededFuture(buffer); });
    }
  }

  @Clean("asks first whether it is on the loop")
  static class Guarded {
    void work() {
      if (io.vertx.core.Context.isOnEventLoopThread()) {
        return;
      }
      nap();
    }
    void start(Vertx vertx) { vertx.setTimer(1, id -> work()); }
  }

  @Clean("runs in a thread of its own")
  static class OwnThread {
    void start(Vertx vertx) { vertx.setTimer(1, id -> new Thread(() -> nap()).start()); }
  }

  @Blocks("start>nap>Thread.sleep")
  static class AndThen {
    void start(Vertx vertx) {
      Consumer<Long> first = id -> System.nanoTime();
      Consumer<Long> both = first.andThen(id -> nap());
      vertx.setTimer(1, both::accept);
    }
  }

  @Blocks("<init>>nap>Thread.sleep")
  static class SupplierField {
    private final Supplier<Handler<Long>> supplier = () -> id -> nap();
    void start(Vertx vertx) { vertx.setTimer(1, supplier.get()); }
  }
}
