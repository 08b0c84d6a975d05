package dev.towpath.lint;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Set;

/**
 * What is still to migrate, one rule for each pitfall, named by its number in the contract of the
 * bridges. Meant for {@code FreezingArchRule}: freeze what is there, and let it only shrink.
 */
public final class MigrationRules {

  private static final String FLUX = "reactor.core.publisher.Flux";
  private static final String MONO = "reactor.core.publisher.Mono";
  private static final String FLOWABLE = "io.reactivex.rxjava3.core.Flowable";
  private static final String OBSERVABLE = "io.reactivex.rxjava3.core.Observable";
  private static final String SINGLE = "io.reactivex.rxjava3.core.Single";
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  private MigrationRules() {}

  /** All rules of this class as one. */
  public static ArchRule nothingLeftToMigrate() {
    return CompositeArchRule.of(
        List.of(
            p11SubscribeHandlesErrors(),
            p12IteratorsAreClosed(),
            p17JoinIsNotInterruptible(),
            p23VirtualVerticlesDoNotPark(),
            p25CompletionStagesHaveAContext(),
            p29NoReactiveStreamsAdapterOfVertx(),
            p30NoFiberInterop(),
            p34SubmissionPublisherDoesNotSubmit(),
            p35ObserversAskForReadiness(),
            p37CallbacksDoNotPark(),
            p41EmitResultsAreRead(),
            p46BuffersAreBounded(),
            p52WaitsAreTimed(),
            p53TimeoutsStopTheSource(),
            c14ForksShareNoCollections()));
  }

  /** Pitfall 11: a failure that nobody handles goes to a global hook, or ends the process. */
  public static ArchRule p11SubscribeHandlesErrors() {
    return SiteCondition.rule(
        "[11] subscribe handles errors",
        "a failure without a handler goes to a global hook; for (v : ReactorBridge.open(flux, 64)) throws it where you wait",
        (call, sites) -> true,
        FLUX + "#subscribe()",
        FLUX + "#subscribe(Consumer)",
        MONO + "#subscribe()",
        MONO + "#subscribe(Consumer)",
        FLOWABLE + "#subscribe()",
        FLOWABLE + "#subscribe(Consumer)",
        OBSERVABLE + "#subscribe()",
        OBSERVABLE + "#subscribe(Consumer)",
        SINGLE + "#subscribe()",
        SINGLE + "#subscribe(Consumer)");
  }

  /** Pitfall 12: an abandoned iterator or stream keeps its subscription. */
  public static ArchRule p12IteratorsAreClosed() {
    return SiteCondition.rule(
        "[12] iterators over publishers are closed",
        "leaving the loop early leaks the subscription; try (var values = ReactorBridge.open(flux, 64)) { for (...) }",
        (call, sites) -> true,
        FLUX + "#toIterable",
        FLUX + "#toStream",
        FLOWABLE + "#blockingIterable",
        FLOWABLE + "#blockingStream",
        OBSERVABLE + "#blockingIterable",
        OBSERVABLE + "#blockingStream",
        "io.smallrye.mutiny.groups.MultiSubscribe#asIterable",
        "io.smallrye.mutiny.groups.MultiSubscribe#asStream");
  }

  /** Pitfall 17: join ignores interrupts, so a cancelled task waits on. */
  public static ArchRule p17JoinIsNotInterruptible() {
    return SiteCondition.rule(
        "[17] waits can be interrupted",
        "join ignores interrupts; FutureBridge.await(future) ends when its thread is interrupted",
        (call, sites) -> true,
        FUTURE + "#join()");
  }

  /** Pitfall 23: a wait that is not Vert.x's own dead-locks a verticle on virtual threads. */
  public static ArchRule p23VirtualVerticlesDoNotPark() {
    return SiteCondition.rule(
        "[23] verticles on virtual threads wait with Vert.x's own means",
        "the wake-up is queued on the context that is blocked; VertxBridge.await(future) suspends the context instead",
        (call, sites) -> sites.isDeployedToWait(call.in),
        FUTURE + "#get",
        FUTURE + "#join()",
        "java.util.concurrent.BlockingQueue#take",
        "java.util.concurrent.CountDownLatch#await",
        MONO + "#block",
        FLUX + "#blockFirst",
        FLUX + "#blockLast");
  }

  /** Pitfall 25: without a context the future completes on the thread of the stage. */
  public static ArchRule p25CompletionStagesHaveAContext() {
    return SiteCondition.rule(
        "[25] completion stages enter Vert.x with a context",
        "handlers run on the completer's thread; VertxBridge.call(...) completes on the caller's context",
        (call, sites) -> true,
        "io.vertx.core.Future#fromCompletionStage(CompletionStage)");
  }

  /** Pitfall 29: the adapter ends before buffered data and dead-locks with a pump. */
  public static ArchRule p29NoReactiveStreamsAdapterOfVertx() {
    return SiteCondition.rule(
        "[29] Vert.x streams are bridged without vertx-reactive-streams",
        "it ends before buffered data; VertxBridge.open(stream, 64) and VertxBridge.publish(out -> ...)",
        (call, sites) -> true,
        "io.vertx.ext.reactivestreams.ReactiveReadStream#*",
        "io.vertx.ext.reactivestreams.ReactiveWriteStream#*");
  }

  /** Pitfall 30: a dispose does not reach a blocked body, and an interrupted park spins. */
  public static ArchRule p30NoFiberInterop() {
    return SiteCondition.rule(
        "[30] virtual threads feed RxJava without FiberInterop",
        "dispose does not interrupt the body; RxBridge.publish(out -> ...) does",
        (call, sites) -> true,
        "hu.akarnokd.rxjava3.fibers.FiberInterop#*",
        "hu.akarnokd.rxjava4.fibers.FiberInterop#*");
  }

  /** Pitfall 34: submit cannot be interrupted and blocks close. */
  public static ArchRule p34SubmissionPublisherDoesNotSubmit() {
    return SiteCondition.rule(
        "[34] SubmissionPublisher is not made to wait",
        "submit cannot be interrupted; FlowBridge.publish(out -> out.send(value)) can",
        (call, sites) -> true,
        "java.util.concurrent.SubmissionPublisher#submit");
  }

  /** Pitfall 35: onNext queues without bound when the peer does not read. */
  public static ArchRule p35ObserversAskForReadiness() {
    return SiteCondition.rule(
        "[35] gRPC observers ask for readiness",
        "onNext in a loop queues without bound; send into a channel and let a CallbackBridge pump write while isReady",
        (call, sites) ->
            call.inLoop && !sites.mentions(call.in, Set.of("isReady", "setOnReadyHandler")),
        "io.grpc.stub.StreamObserver#onNext");
  }

  /** Pitfall 37: a callback that parks stops the client's network thread. */
  public static ArchRule p37CallbacksDoNotPark() {
    return Callbacks.rule(
        "[37] client callbacks do not wait",
        "a callback that waits stops the client's network thread; CallbackBridge.await waits on your own virtual thread",
        "callbacks.txt");
  }

  /** Pitfall 41: an unread result of tryEmitNext is a lost value. */
  public static ArchRule p41EmitResultsAreRead() {
    return SiteCondition.rule(
        "[41] results of tryEmit are read",
        "two threads that emit at once lose values silently; ReactorBridge.publish(out -> out.send(value)) is serial",
        (call, sites) -> call.ignored,
        "reactor.core.publisher.Sinks$Many#tryEmitNext",
        "reactor.core.publisher.Sinks$One#tryEmitValue",
        "reactor.core.publisher.Sinks$Empty#tryEmitEmpty");
  }

  /** Pitfall 46: a buffer without a bound hides that nobody keeps up. */
  public static ArchRule p46BuffersAreBounded() {
    return SiteCondition.rule(
        "[46] buffers are bounded",
        "an unbounded buffer grows until memory ends; Channel.buffered(n) makes the sender wait",
        (call, sites) ->
            call.target.name().equals("onBackpressureBuffer")
                || call.args.stream().anyMatch(arg -> sites.comesFrom(arg, call, Set.of("BUFFER"))),
        FLUX + "#onBackpressureBuffer()",
        FLOWABLE + "#onBackpressureBuffer()",
        FLUX + "#create",
        FLUX + "#push",
        FLOWABLE + "#create",
        OBSERVABLE + "#toFlowable");
  }

  /** Pitfall 52: a wait without a time limit cannot say that the library blocks its own loop. */
  public static ArchRule p52WaitsAreTimed() {
    return SiteCondition.rule(
        "[52] waits have a time limit",
        "a library that blocks its own loop never answers; ReactorBridge.await(mono, limit) names the waiter when it ends",
        (call, sites) -> true,
        MONO + "#block()",
        FLUX + "#blockFirst()",
        FLUX + "#blockLast()",
        SINGLE + "#blockingGet",
        "io.smallrye.mutiny.groups.UniAwait#indefinitely");
  }

  /** Pitfall 53: a timeout on the future of a publisher leaves the publisher running. */
  public static ArchRule p53TimeoutsStopTheSource() {
    return SiteCondition.rule(
        "[53] timeouts stop the source",
        "the publisher runs on after the future has timed out; ReactorBridge.await(mono, limit) cancels it",
        (call, sites) ->
            sites.comesFrom(
                call.args.get(0),
                call,
                Set.of("toFuture", "subscribeAsCompletionStage", "toCompletionStage")),
        FUTURE + "#orTimeout",
        FUTURE + "#completeOnTimeout",
        FUTURE + "#get(long,TimeUnit)");
  }

  /** Contract 14, serial out: forks that change one unguarded collection race. */
  public static ArchRule c14ForksShareNoCollections() {
    return SiteCondition.rule(
        "[C14] forks share no unguarded collection",
        "concurrent forks race on a plain collection; let each fork return its part, or send it to a channel",
        (call, sites) ->
            !sites
                .changedByFunction(
                    call,
                    Set.of(
                        "java/util/HashMap",
                        "java/util/LinkedHashMap",
                        "java/util/TreeMap",
                        "java/util/ArrayList",
                        "java/util/HashSet",
                        "java/util/LinkedList"),
                    Set.of(
                        "put",
                        "add",
                        "remove",
                        "merge",
                        "computeIfAbsent",
                        "putIfAbsent",
                        "addAll"))
                .isEmpty(),
        "java.lang.Thread#startVirtualThread",
        "java.lang.Thread$Builder#start",
        "java.util.concurrent.Executor#execute",
        "java.util.concurrent.ExecutorService#submit",
        "dev.towpath.scope.Scope#fork");
  }
}
