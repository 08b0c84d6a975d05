package netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import labels.Blocks;
import labels.Clean;

class NettyHandlers {

  @Blocks("channelRead>ChannelFuture.sync")
  static class Inbound extends ChannelInboundHandlerAdapter {
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception { ctx.writeAndFlush(msg).sync(); }
  }

  @Clean("listens instead of waiting")
  static class Listening extends ChannelInboundHandlerAdapter {
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) { ctx.writeAndFlush(msg).addListener(ChannelFutureListener.CLOSE); }
  }

  @Blocks("channelRead0>FileInputStream.new")
  static class Simple extends SimpleChannelInboundHandler<ByteBuf> {
    @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf msg) throws Exception {
      new FileInputStream("x").close();
    }
  }

  @Blocks("write>Thread.sleep")
  static class Outbound extends ChannelOutboundHandlerAdapter {
    @Override public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) throws Exception { Thread.sleep(100); }
  }

  @Blocks("decode>RandomAccessFile.new")
  static class Decoder extends ByteToMessageDecoder {
    @Override protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception { out.add(new RandomAccessFile("x", "r")); }
  }

  @Blocks("operationComplete>ChannelFuture.awaitUninterruptibly")
  static class Listener implements GenericFutureListener<Future<Object>> {
    private final Channel other;
    Listener(Channel other) { this.other = other; }
    @Override public void operationComplete(Future<Object> future) { other.close().awaitUninterruptibly(); }
    void register(Future<Object> future) { future.addListener(this); }
  }

  @Clean("the listener asks the future that it is told about")
  static class OwnFuture implements GenericFutureListener<Future<Object>> {
    @Override public void operationComplete(Future<Object> future) throws Exception { future.get(); }
    void register(Future<Object> future) { future.addListener(this); }
  }

  @Clean("a lambda listener asks its own future")
  static class OwnFutureLambda {
    void register(Future<Object> future) { future.addListener(f -> f.get()); }
  }

  @Clean("asks whether it succeeded")
  static class SuccessCheck {
    void register(Future<Object> future, Future<String> other) {
      future.addListener(f -> { if (other.isSuccess()) { other.get(); } });
    }
  }

  @Blocks("run>CompletableFuture.join")
  static class LoopTask {
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    void run(Channel channel) { channel.eventLoop().execute(() -> reply.join()); }
  }

  @Blocks("run>CompletableFuture.join")
  static class LoopSchedule {
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    void run(EventLoop loop) { loop.schedule(() -> reply.join(), 1, TimeUnit.SECONDS); }
  }

  @Clean("given to a pool")
  static class PoolTask {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    void run() { pool.execute(() -> reply.join()); }
  }

  static class OffloadedHandler extends ChannelInboundHandlerAdapter {
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception { Thread.sleep(1000); }
  }

  @Clean("added with an executor group of its own")
  static class OwnGroup extends ChannelInitializer<SocketChannel> {
    private final EventExecutorGroup group = new DefaultEventExecutorGroup(8);
    @Override protected void initChannel(SocketChannel channel) { channel.pipeline().addLast(group, new OffloadedHandler()); }
  }

  @Blocks("initChannel>FileInputStream.new")
  static class Initializer extends ChannelInitializer<SocketChannel> {
    @Override protected void initChannel(SocketChannel channel) throws Exception { new FileInputStream("cert").close(); }
  }

  @Clean("the bytes are in memory")
  static class BufferStream extends SimpleChannelInboundHandler<ByteBuf> {
    @Override protected void channelRead0(ChannelHandlerContext ctx, ByteBuf msg) throws IOException {
      try (ByteBufInputStream in = new ByteBufInputStream(msg)) { in.read(); }
    }
  }

  @Clean("waits only off the loop")
  static class Gate {
    static void close(Channel channel) {
      if (channel.eventLoop().inEventLoop()) { channel.close(); } else { channel.close().syncUninterruptibly(); }
    }
  }

  @Clean("gate used from a handler")
  static class GateUser extends ChannelInboundHandlerAdapter {
    static void close(Channel channel) {
      if (channel.eventLoop().inEventLoop()) { channel.close(); } else { channel.close().syncUninterruptibly(); }
    }
    @Override public void channelInactive(ChannelHandlerContext ctx) { close(ctx.channel()); }
  }

  @Clean("main may wait")
  static class Server {
    public static void main(String[] args) throws Exception { new ServerBootstrap().bind(80).sync().channel().closeFuture().sync(); }
  }

  @Blocks("fetch>CompletableFuture.get")
  static class Completer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    private final CompletableFuture<String> never = new CompletableFuture<>();
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) { reply.complete("x"); }
    void fetch() { reply.thenAccept(x -> { try { never.get(); } catch (Exception e) { throw new IllegalStateException(e); } }); }
  }

  @Clean("completed by a pool")
  static class PoolCompleter {
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    void start() { pool.submit(() -> reply.complete("x")); }
    void fetch() { reply.thenAccept(x -> { try { Thread.sleep(100); } catch (InterruptedException e) { throw new IllegalStateException(e); } }); }
  }

  abstract static class Command { abstract void run(Channel channel); }

  static class Ping extends Command { @Override void run(Channel channel) { channel.write("pong"); } }

  static class Dump extends Command {
    @Override void run(Channel channel) { try { new FileInputStream("dump").close(); } catch (IOException e) { throw new IllegalStateException(e); } }
  }

  @Blocks("channelRead>run>FileInputStream.new")
  static class Commands extends ChannelInboundHandlerAdapter {
    private final java.util.Map<String, Command> commands = new java.util.HashMap<>();
    Commands() { commands.put("ping", new Ping()); commands.put("dump", new Dump()); }
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) { commands.get(msg).run(ctx.channel()); }
  }

  @Clean("only the harmless command is registered")
  static class HarmlessCommands extends ChannelInboundHandlerAdapter {
    private final java.util.Map<String, Command> commands = new java.util.HashMap<>();
    HarmlessCommands() { commands.put("ping", new Ping()); }
    @Override public void channelRead(ChannelHandlerContext ctx, Object msg) { commands.get(msg).run(ctx.channel()); }
  }
}
