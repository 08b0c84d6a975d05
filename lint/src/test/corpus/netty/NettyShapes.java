package netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.Promise;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import labels.Blocks;
import labels.Clean;

/** Shapes of real servers and clients on Netty. */
class NettyShapes {

  @Blocks("channelRead0>connect>ChannelFuture.sync")
  static class ProxyConnectsAndWaits extends SimpleChannelInboundHandler<ByteBuf> {
    private Bootstrap bootstrap;
    private Channel upstream;
    @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
      if (upstream == null) {
        upstream = connect(ctx);
      }
      upstream.writeAndFlush(in.retain());
    }
    private Channel connect(ChannelHandlerContext ctx) throws InterruptedException {
      return bootstrap.connect("host", 80).sync().channel();
    }
  }

  @Clean("a listener goes on")
  static class ProxyConnectsAndListens extends SimpleChannelInboundHandler<ByteBuf> {
    private Bootstrap bootstrap;
    @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
      bootstrap.connect("host", 80).addListener((ChannelFutureListener) f -> {
        if (f.isSuccess()) { f.channel().writeAndFlush(in); f.get(); }
      });
    }
  }

  @Blocks("channelActive>Semaphore.acquire")
  static class Throttle extends ChannelInboundHandlerAdapter {
    private final Semaphore permits = new Semaphore(100);
    @Override public void channelActive(ChannelHandlerContext ctx) throws Exception {
      permits.acquire();
      super.channelActive(ctx);
    }
    @Override public void channelInactive(ChannelHandlerContext ctx) { permits.release(); }
  }

  @Clean("never waits")
  static class TryThrottle extends ChannelInboundHandlerAdapter {
    private final Semaphore permits = new Semaphore(100);
    @Override public void channelActive(ChannelHandlerContext ctx) { if (!permits.tryAcquire()) ctx.close(); }
  }

  @Blocks("channelRead>LinkedBlockingQueue.put")
  static class BoundedHandOff extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>(1000);
    @Override public void channelRead(ChannelHandlerContext ctx, Object message) throws InterruptedException {
      queue.put(message);
    }
  }

  @Clean("offer without a time limit")
  static class OfferHandOff extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>(1000);
    @Override public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!queue.offer(message)) ctx.close();
      Object next = queue.poll();
    }
  }

  @Blocks("decode>persist>FileOutputStream.new")
  static class DecoderWritesFile extends ByteToMessageDecoder {
    @Override protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      persist(in);
    }
    private void persist(ByteBuf in) {
      try (FileOutputStream file = new FileOutputStream("dump", true)) {
        in.readBytes(file, in.readableBytes());
      } catch (IOException e) { }
    }
  }

  @Blocks("initChannel>keyStore>FileInputStream.new")
  static class KeyStorePerConnection {
    void serve(ServerBootstrap bootstrap) {
      bootstrap.childHandler(new ChannelInitializer<SocketChannel>() {
        @Override protected void initChannel(SocketChannel channel) throws Exception {
          keyStore();
        }
      });
    }
    private static KeyStore keyStore() throws Exception {
      KeyStore store = KeyStore.getInstance("JKS");
      try (FileInputStream in = new FileInputStream("keys")) { store.load(in, null); }
      return store;
    }
  }

  @Blocks("shutdown>CountDownLatch.await")
  static class TaskOnLoop {
    private final CountDownLatch closed = new CountDownLatch(1);
    void stop(EventLoop loop) { loop.execute(this::shutdown); }
    private void shutdown() {
      try { closed.await(10, TimeUnit.SECONDS); } catch (InterruptedException e) { }
    }
  }

  @Clean("the handler has an executor group of its own")
  static class OwnGroup {
    static class Slow extends SimpleChannelInboundHandler<ByteBuf> {
      @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) throws Exception { Thread.sleep(1000); }
    }
    private final EventExecutorGroup group = new DefaultEventExecutorGroup(16);
    void add(ChannelPipeline pipeline) { pipeline.addLast(group, "slow", new Slow()); }
  }

  @Clean("handed to a pool")
  static class HandlerWithPool extends SimpleChannelInboundHandler<ByteBuf> {
    private final ExecutorService pool;
    HandlerWithPool(ExecutorService pool) { this.pool = pool; }
    @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
      pool.execute(new Job(ctx));
      pool.submit((Callable<Object>) () -> { Thread.sleep(10_000); return null; });
    }
    private record Job(ChannelHandlerContext ctx) implements Runnable {
      @Override public void run() { try { Files.size(Path.of("x")); } catch (IOException e) { } }
    }
  }

  @Clean("waits only off the loop")
  static class InEventLoopBranch extends ChannelDuplexHandler {
    @Override public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
      if (ctx.executor().inEventLoop()) {
        ctx.close(promise);
      } else {
        ctx.close(promise).syncUninterruptibly();
      }
    }
  }

  @Blocks("write>resolve>InetSocketAddress.new")
  static class ResolvesNames extends ChannelDuplexHandler {
    @Override public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ctx.write(resolve(String.valueOf(message)), promise);
    }
    private static InetSocketAddress resolve(String host) { return new InetSocketAddress(host, 80); }
  }

  @Clean("unresolved on purpose")
  static class ResolvesLater extends ChannelDuplexHandler {
    @Override public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ctx.write(InetSocketAddress.createUnresolved(String.valueOf(message), 80), promise);
    }
  }

  interface Visitor { void visit(Object message) throws Exception; }

  @Blocks("channelRead>all>visit>nap>Thread.sleep")
  static class Visitors extends ChannelInboundHandlerAdapter {
    private final List<Visitor> visitors = new ArrayList<>();
    Visitors() { visitors.add(new Visitor() { @Override public void visit(Object m) throws Exception { nap(); } }); }
    private static void nap() throws InterruptedException { Thread.sleep(100); }
    @Override public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception { all(message); }
    private void all(Object message) throws Exception { for (Visitor each : visitors) each.visit(message); }
  }

  static abstract class Base<T> extends SimpleChannelInboundHandler<T> {
    @Override protected void channelRead0(ChannelHandlerContext ctx, T in) throws Exception { process(ctx, in); }
    abstract void process(ChannelHandlerContext ctx, T in) throws Exception;
  }

  @Blocks("channelRead0>process>Promise.get")
  static class GenericBase extends Base<String> {
    @Override void process(ChannelHandlerContext ctx, String in) throws Exception {
      Promise<String> answer = ctx.executor().newPromise();
      ctx.writeAndFlush(in);
      ctx.writeAndFlush(answer.get());
    }
  }

  @Blocks("operationComplete>Files.delete")
  static class NamedListener {
    static class Cleaner implements GenericFutureListener<ChannelFuture> {
      private final AtomicReference<Path> file = new AtomicReference<>();
      @Override public void operationComplete(ChannelFuture future) throws Exception { Files.delete(file.get()); }
    }
    void send(Channel channel) { channel.writeAndFlush("x").addListener(new Cleaner()); }
  }

  @Blocks("channelActive>InetSocketAddress.getHostName")
  static class ReverseLookUp extends ChannelInboundHandlerAdapter {
    @Override public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(((InetSocketAddress) ctx.channel().remoteAddress()).getHostName());
    }
  }

  @Clean("the address was made of this name")
  static class NameAsGiven extends ChannelInboundHandlerAdapter {
    private final InetSocketAddress proxy = InetSocketAddress.createUnresolved("proxy", 80);
    @Override public void channelActive(ChannelHandlerContext ctx) { ctx.writeAndFlush(proxy.getHostName()); }
  }

  static class LoopExecutor implements java.util.concurrent.Executor {
    private final EventLoop loop;
    LoopExecutor(EventLoop loop) { this.loop = loop; }
    @Override public void execute(Runnable task) { loop.execute(task); }
  }

  @Clean("another executor runs this task")
  static class OtherExecutor {
    private final ExecutorService pool = Executors.newFixedThreadPool(1);
    void start() { pool.execute(OtherExecutor::nap); }
    static void nap() { try { Thread.sleep(100); } catch (InterruptedException e) { } }
  }

  @Blocks("nap>Thread.sleep")
  static class ThisExecutor {
    private final LoopExecutor executor;
    ThisExecutor(EventLoop loop) { this.executor = new LoopExecutor(loop); }
    void start() { executor.execute(ThisExecutor::nap); }
    static void nap() { try { Thread.sleep(100); } catch (InterruptedException e) { } }
  }
}
