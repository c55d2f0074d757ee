// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Identities;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;

/** The commands of the headless program, to a telephone that can do nothing: a fuzz target. What it answers is JSON. */
public final class HeadlessFuzz {

    private static final JsonFactory JSON = new JsonFactory();

    private HeadlessFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Phone phone = nothing(Phone.class);
        try {
            HeadlessFront.run(
                    phone, true, new ByteArrayInputStream(data), new PrintStream(said, true, StandardCharsets.UTF_8));
        } catch (PhoneException e) {
            throw new IllegalStateException("The telephone did start", e);
        }
        said.toString(StandardCharsets.UTF_8).lines().forEach(HeadlessFuzz::requireJson);
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                HeadlessFuzz.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(method)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the proxy hands it to its caller
    private static @Nullable Object answer(Method method) {
        if (method.getName().equals("start")) {
            return CompletableFuture.completedFuture(null);
        }
        Class<?> type = method.getReturnType();
        if (type == Identities.class) {
            return nothing(Identities.class);
        }
        if (type == CompletionStage.class) {
            return CompletableFuture.failedFuture(new PhoneException("This telephone can do nothing."));
        }
        if (type == AutoCloseable.class) {
            AutoCloseable nothing = () -> {};
            return nothing;
        }
        return type == List.class ? List.of() : null;
    }

    private static void requireJson(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            while (parser.nextToken() != null) {
                // To its end.
            }
        } catch (IOException e) {
            throw new IllegalStateException("A line is not JSON", e);
        }
    }
}
