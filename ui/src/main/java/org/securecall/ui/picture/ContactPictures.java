// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.securecall.app.api.Avatar;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.FxThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contacts' pictures as they are drawn. Read on a thread of its own; what was shown last is kept. Owned by the JavaFX thread. */
public final class ContactPictures implements Attachment {

    private static final Logger LOG = LoggerFactory.getLogger(ContactPictures.class);

    /** Pixels: enough for the largest place on a screen of twice the usual density. */
    private static final int SIDE = 144;

    private static final int KEPT = 150;

    private final ExecutorService reading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("pictures").daemon().factory());
    private final Map<Avatar, Optional<Image>> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Avatar, Optional<Image>> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Avatar, List<Consumer<Image>>> waiting = new HashMap<>();

    /**
     * Gives the picture at once where it is there, else later; never where it cannot be read.
     *
     * @param show whoever gets it later looks whether it is wanted still
     */
    public void show(Avatar avatar, Consumer<Image> show) {
        Optional<Image> known = read.get(avatar);
        if (known != null) {
            known.ifPresent(show);
            return;
        }
        List<Consumer<Image>> others = waiting.get(avatar);
        if (others != null) {
            others.add(show);
            return;
        }
        if (reading.isShutdown()) {
            return;
        }
        waiting.put(avatar, new ArrayList<>(List.of(show)));
        reading.execute(() -> {
            Optional<Image> image = image(avatar);
            FxThread.INSTANCE.execute(() -> arrived(avatar, image));
        });
    }

    private void arrived(Avatar avatar, Optional<Image> image) {
        read.put(avatar, image);
        List<Consumer<Image>> wanted = waiting.remove(avatar);
        if (wanted != null) {
            image.ifPresent(picture -> wanted.forEach(show -> show.accept(picture)));
        }
    }

    private static Optional<Image> image(Avatar avatar) {
        try {
            BufferedImage square = PictureReader.square(avatar.bytes(), SIDE);
            WritableImage image = new WritableImage(SIDE, SIDE);
            int[] pixels = square.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
            image.getPixelWriter().setPixels(0, 0, SIDE, SIDE, PixelFormat.getIntArgbInstance(), pixels, 0, SIDE);
            return Optional.of(image);
        } catch (PictureException e) {
            LOG.debug("A contact's picture cannot be read", e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
        waiting.clear();
    }
}
