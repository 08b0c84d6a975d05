package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the two further classes, on code that breaks it and on code that only looks so. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "the samples use virtual threads")
class RulesTest {

  @TempDir Path folder;

  static Stream<Arguments> laws() {
    return Stream.of(
        law(
            "11",
            MigrationRules.p11SubscribeHandlesErrors(),
            "reactor.core.publisher.Flux.just(1).subscribe(x -> { });",
            "reactor.core.publisher.Flux.just(1).subscribe(x -> { }, e -> { });"),
        law(
            "12",
            MigrationRules.p12IteratorsAreClosed(),
            "for (int i : reactor.core.publisher.Flux.just(1).toIterable()) { }",
            "reactor.core.publisher.Flux.just(1).collectList();"),
        law(
            "17",
            MigrationRules.p17JoinIsNotInterruptible(),
            "new CompletableFuture<String>().join();",
            "new CompletableFuture<String>().get();"),
        law(
            "25",
            MigrationRules.p25CompletionStagesHaveAContext(),
            "io.vertx.core.Future.fromCompletionStage(new CompletableFuture<String>());",
            "io.vertx.core.Future.fromCompletionStage(new CompletableFuture<String>(), io.vertx.core.Vertx.currentContext());"),
        law(
            "34",
            MigrationRules.p34SubmissionPublisherDoesNotSubmit(),
            "new SubmissionPublisher<String>().submit(\"x\");",
            "new SubmissionPublisher<String>().offer(\"x\", null);"),
        law(
            "35",
            MigrationRules.p35ObserversAskForReadiness(),
            "io.grpc.stub.StreamObserver<String> out = null; for (int i = 0; i < 9; i++) { out.onNext(\"x\"); }",
            "io.grpc.stub.StreamObserver<String> out = null; out.onNext(\"x\");"),
        law(
            "37",
            MigrationRules.p37CallbacksDoNotPark(),
            "org.apache.kafka.clients.producer.KafkaProducer<String, String> p = null; p.send(null, (m, e) -> { try { Thread.sleep(900); } catch (InterruptedException i) { throw new IllegalStateException(i); } });",
            "org.apache.kafka.clients.producer.KafkaProducer<String, String> p = null; p.send(null, (m, e) -> System.nanoTime()); Thread.sleep(900);"),
        law(
            "41",
            MigrationRules.p41EmitResultsAreRead(),
            "reactor.core.publisher.Sinks.many().multicast().onBackpressureBuffer().tryEmitNext(1);",
            "if (reactor.core.publisher.Sinks.many().multicast().onBackpressureBuffer().tryEmitNext(1).isFailure()) { throw new IllegalStateException(); }"),
        law(
            "46",
            MigrationRules.p46BuffersAreBounded(),
            "reactor.core.publisher.Flux.just(1).onBackpressureBuffer().map(x -> x);",
            "reactor.core.publisher.Flux.just(1).onBackpressureBuffer(64).map(x -> x);"),
        law(
            "46 strategy",
            MigrationRules.p46BuffersAreBounded(),
            "io.reactivex.rxjava3.core.Observable.just(1).toFlowable(io.reactivex.rxjava3.core.BackpressureStrategy.BUFFER);",
            "io.reactivex.rxjava3.core.Observable.just(1).toFlowable(io.reactivex.rxjava3.core.BackpressureStrategy.LATEST);"),
        law(
            "52",
            MigrationRules.p52WaitsAreTimed(),
            "reactor.core.publisher.Mono.just(1).block();",
            "reactor.core.publisher.Mono.just(1).block(java.time.Duration.ofSeconds(1));"),
        law(
            "53",
            MigrationRules.p53TimeoutsStopTheSource(),
            "reactor.core.publisher.Mono.just(1).toFuture().orTimeout(1, TimeUnit.SECONDS);",
            "new CompletableFuture<String>().orTimeout(1, TimeUnit.SECONDS);"),
        law(
            "C14",
            MigrationRules.c14ForksShareNoCollections(),
            "Map<String, Integer> all = new HashMap<>(); Thread.startVirtualThread(() -> all.put(\"x\", 1));",
            "Map<String, Integer> all = new ConcurrentHashMap<>(); Thread.startVirtualThread(() -> all.put(\"x\", 1));"),
        law(
            "pooled",
            VirtualThreadRules.virtualThreadsAreNotPooled(),
            "Executors.newFixedThreadPool(9, Thread.ofVirtual().name(\"v\").factory());",
            "Executors.newFixedThreadPool(9, Thread.ofPlatform().factory());"),
        law(
            "thread locals",
            VirtualThreadRules.noThreadLocalCaches(),
            "ThreadLocal<byte[]> cache = ThreadLocal.withInitial(() -> new byte[9]); Thread.startVirtualThread(() -> cache.get());",
            "ThreadLocal<byte[]> cache = ThreadLocal.withInitial(() -> new byte[9]); cache.get();"),
        law(
            "limit",
            VirtualThreadRules.forksAreLimited(),
            "for (int i = 0; i < 9; i++) { Thread.startVirtualThread(() -> { }); }",
            "Semaphore s = new Semaphore(3); for (int i = 0; i < 9; i++) { s.acquire(); Thread.startVirtualThread(s::release); }"),
        law(
            "interrupts",
            VirtualThreadRules.interruptsAreNotSwallowed(),
            "try { Thread.sleep(9); } catch (InterruptedException e) { System.out.println(e); }",
            "try { Thread.sleep(9); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }"),
        law(
            "interrupts remembered",
            VirtualThreadRules.interruptsAreNotSwallowed(),
            "boolean late = false; try { Thread.sleep(9); } catch (InterruptedException e) { late = false; return; } if (late) { Thread.currentThread().interrupt(); }",
            "boolean late = false; try { Thread.sleep(9); } catch (InterruptedException e) { late = true; } if (late) { Thread.currentThread().interrupt(); }"),
        law(
            "monitors",
            VirtualThreadRules.noWaitsInsideSynchronized(),
            "synchronized (this) { Thread.sleep(900); }",
            "synchronized (this) { System.nanoTime(); } Thread.sleep(900);"),
        law(
            "cpu",
            VirtualThreadRules.noHeavyComputation(),
            "java.security.KeyPairGenerator g = null; Thread.startVirtualThread(() -> g.generateKeyPair());",
            "java.security.KeyPairGenerator g = null; g.generateKeyPair();"));
  }

  private static Arguments law(String name, ArchRule rule, String broken, String kept) {
    return Arguments.of(name, rule, broken, kept);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void lawIsBrokenByTheOneAndKeptByTheOther(String name, ArchRule rule, String broken, String kept)
      throws IOException {
    List<String> violations = violations(rule, "broken", broken);
    List<String> none = violations(rule, "kept", kept);

    assertThat(violations).singleElement().asString().contains("Sample.run");
    assertThat(none).isEmpty();
  }

  @Test
  void aForkInsideATransactionIsFoundWhereverThatBegins() throws IOException {
    ArchRule rule = VirtualThreadRules.noForksInsideTransactions();

    assertThat(forking(rule, "annotated", "@jakarta.transaction.Transactional", "scope.fork(1);"))
        .singleElement()
        .asString()
        .contains("Scope.fork in Sample.run")
        .contains("bound to this thread");
    assertThat(forking(rule, "between", "", "db.setAutoCommit(false); scope.fork(1); db.commit();"))
        .hasSize(1);
  }

  @Test
  void aForkBesideATransactionIsNot() throws IOException {
    ArchRule rule = VirtualThreadRules.noForksInsideTransactions();

    assertThat(forking(rule, "plain", "", "scope.fork(1);")).isEmpty();
    assertThat(
            forking(
                rule,
                "beside",
                "",
                "scope.fork(1); db.setAutoCommit(false); db.commit(); scope.fork(2);"))
        .isEmpty();
  }

  private List<String> forking(ArchRule rule, String name, String annotation, String body)
      throws IOException {
    Path sources = folder.resolve(name + "-src");
    write(
        sources.resolve("dev/towpath/scope/Scope.java"),
        "package dev.towpath.scope; public class Scope { public void fork(Object body) { } }");
    write(
        sources.resolve("jakarta/transaction/Transactional.java"),
        "package jakarta.transaction; public @interface Transactional { }");
    return sampled(
        rule,
        name,
        "class Sample { "
            + annotation
            + " void run(dev.towpath.scope.Scope scope, java.sql.Connection db) throws Exception { "
            + body
            + " } }");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** On a virtual thread of its own a verticle may wait, but only as Vert.x does. */
  @Test
  void aVerticleOnVirtualThreadsWaitsWithVertx() throws IOException {
    ArchRule rule = MigrationRules.p23VirtualVerticlesDoNotPark();

    assertThat(sampled(rule, "parks", verticle("VIRTUAL_THREAD", "stage.get()")))
        .singleElement()
        .asString()
        .contains("Sample.run", "VertxBridge.await");
    assertThat(sampled(rule, "awaits", verticle("VIRTUAL_THREAD", "Future.await(future)")))
        .isEmpty();
    assertThat(sampled(rule, "loops", verticle("EVENT_LOOP", "stage.get()"))).isEmpty();
  }

  private static String verticle(String model, String wait) {
    return """
    import io.vertx.core.*;
    class Sample extends AbstractVerticle {
      java.util.concurrent.CompletableFuture<String> stage;
      Future<String> future;
      @Override public void start() throws Exception { run(); }
      void run() throws Exception { %s; }
      static void deploy(Vertx vertx) {
        vertx.deployVerticle(new Sample(), new DeploymentOptions().setThreadingModel(ThreadingModel.%s));
      }
    }
    """
        .formatted(wait, model);
  }

  /** The two libraries are not to be had everywhere, so stand-ins with their names are called. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("replacedLibraries")
  void callsOfLibrariesThatTheBridgesReplaceAreFound(
      String number, ArchRule rule, String type, String bridge) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(number + "-src"));
    int dot = type.lastIndexOf('.');
    Files.writeString(
        sources.resolve(type.substring(dot + 1) + ".java"),
        "package %s; public class %s { public static Object create() { return null; } }"
            .formatted(type.substring(0, dot), type.substring(dot + 1)));

    assertThat(sampled(rule, number, "class Sample { void run() { " + type + ".create(); } }"))
        .singleElement()
        .asString()
        .contains("Sample.run", bridge);
    assertThat(sampled(rule, number + "-kept", "class Sample { void run() { List.of(); } }"))
        .isEmpty();
  }

  static Stream<Arguments> replacedLibraries() {
    return Stream.of(
        Arguments.of(
            "29",
            MigrationRules.p29NoReactiveStreamsAdapterOfVertx(),
            "io.vertx.ext.reactivestreams.ReactiveReadStream",
            "VertxBridge.open"),
        Arguments.of(
            "30",
            MigrationRules.p30NoFiberInterop(),
            "hu.akarnokd.rxjava3.fibers.FiberInterop",
            "RxBridge.publish"));
  }

  private List<String> violations(ArchRule rule, String name, String body) throws IOException {
    return sampled(rule, name, "class Sample { void run() throws Exception { " + body + " } }");
  }

  private List<String> sampled(ArchRule rule, String name, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name + "-src"));
    Files.writeString(
        sources.resolve("Sample.java"),
        source.startsWith("import")
            ? source
            : "import java.util.*; import java.util.concurrent.*; " + source);
    Path classes = Files.createDirectories(folder.resolve(name));
    List<Path> jars =
        Jars.named(
            "reactor-core",
            "reactive-streams",
            "vertx-core-5",
            "netty-",
            "kafka-",
            "rxjava-3",
            "grpc-",
            "guava");
    Compiled.with(ToolProvider.getSystemJavaCompiler(), "21", jars, classes, sources);
    return rule.evaluate(new ClassFileImporter().importPath(classes))
        .getFailureReport()
        .getDetails();
  }
}
