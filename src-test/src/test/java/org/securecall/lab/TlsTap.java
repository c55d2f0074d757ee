// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands on the line between a telephone and a TLS server, passes everything on, and counts what the telephone sends. It reads nothing of
 * it: how long records are says enough. What a client sends before its first request (its hello, a certificate list without a
 * certificate, Finished, an alert) is shorter than any request.
 */
public final class TlsTap implements AutoCloseable {

    /** Of a SIP request with what it has to hold (RFC 3261 §8.1.1): the shortest of ours is longer than twice this. */
    private static final int SHORTER_THAN_ANY_REQUEST = 200;

    private static final int APPLICATION_DATA = 23;
    private static final int HEADER = 5;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ServerSocket socket;
    private final int serverPort;
    private final List<Integer> lengths = new ArrayList<>();
    private int connections;
    private int ended;

    /** @param serverPort where the server listens, on the loopback */
    public TlsTap(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("tap of a TLS line").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many connections there were. */
    public synchronized int connections() {
        return connections;
    }

    /** Waits until all connections are over; the records of the telephone in which a request has room, by their length in octets. */
    public List<Integer> requests() throws IOException, InterruptedException {
        Await.until("the end of the connections", LIMIT, this::isOver);
        synchronized (this) {
            return List.copyOf(lengths);
        }
    }

    private synchronized boolean isOver() {
        return ended == connections;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                synchronized (this) {
                    connections++;
                }
                Thread.ofVirtual().start(() -> pass(server, client));
                Thread.ofVirtual().start(() -> read(client, server));
            } catch (IOException e) {
                // The server is not there, or the tap is closed: the telephone sees its connection end.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side went away.
        }
    }

    private void read(Socket client, Socket server) {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            DataInputStream records = new DataInputStream(in);
            OutputStream out = server.getOutputStream();
            while (true) {
                byte[] header = records.readNBytes(HEADER);
                if (header.length < HEADER) {
                    return;
                }
                int length = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
                byte[] content = records.readNBytes(length);
                // RFC 8446 §5.1: under TLS 1.3 all that is encrypted says that it is this, under TLS 1.2 only this
                // does.
                if (header[0] == APPLICATION_DATA && length > SHORTER_THAN_ANY_REQUEST) {
                    synchronized (this) {
                        lengths.add(length);
                    }
                }
                out.write(header);
                out.write(content);
                out.flush();
            }
        } catch (IOException e) {
            // Either side went away.
        } finally {
            synchronized (this) {
                ended++;
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
