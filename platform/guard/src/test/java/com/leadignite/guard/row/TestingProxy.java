package com.leadignite.guard.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy between client and server that can fall silent or cut connections, as a network does. */
final class TestingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final StringBuilder sent = new StringBuilder();
  private final Object gate = new Object();
  private boolean holding;

  private TestingProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static TestingProxy to(int target) {
    try {
      TestingProxy proxy =
          new TestingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on the server's answers do not get through. */
  void holdAnswers() {
    synchronized (gate) {
      holding = true;
      sent.setLength(0);
    }
  }

  void letAnswersThrough() {
    synchronized (gate) {
      holding = false;
      gate.notifyAll();
    }
  }

  /** Ends all connections. */
  void cut() {
    for (Socket socket : sockets) {
      close(socket);
    }
  }

  /** Resets all connections, as the system does for a process that was killed with bytes unread. */
  void reset() throws SocketException {
    for (Socket socket : sockets) {
      socket.setSoLinger(true, 0);
    }
    cut();
  }

  /** Waits until the client has sent a text since answers are held. */
  void awaitSent(String text) throws InterruptedException {
    for (int i = 0; i < 6_000; i++) {
      if (hasSentWhileHeld(text)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("the client did not send " + text);
  }

  private void note(String text) {
    synchronized (gate) {
      sent.append(text);
    }
  }

  private boolean hasSentWhileHeld(String text) {
    synchronized (gate) {
      return holding && sent.indexOf(text) >= 0;
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (answers) {
          pass();
        } else {
          note(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      note("(the line was cut)");
    }
    close(from);
    close(to);
  }

  private void pass() throws InterruptedException {
    synchronized (gate) {
      while (holding) {
        gate.wait();
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    letAnswersThrough();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
