// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the user which file. */
public interface FileChoice {

    /**
     * What can be chosen.
     *
     * @param name as the user reads it
     * @param patterns such as {@code *.png}
     */
    record Kind(String name, List<String> patterns) {

        public Kind {
            patterns = List.copyOf(patterns);
        }

        public static Kind of(String name, String... patterns) {
            return new Kind(name, List.of(patterns));
        }
    }

    /** The desktop's own windows. */
    FileChoice DESKTOP = new FileChoice() {
        @Override
        public Optional<Path> open(Window over, String title, Kind... kinds) {
            return path(chooser(title, kinds).showOpenDialog(over));
        }

        @Override
        public Optional<Path> save(Window over, String title, String name, Kind... kinds) {
            FileChooser chooser = chooser(title, kinds);
            chooser.setInitialFileName(name);
            return path(chooser.showSaveDialog(over));
        }

        private static FileChooser chooser(String title, Kind... kinds) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(title);
            Arrays.stream(kinds)
                    .map(kind -> new FileChooser.ExtensionFilter(kind.name(), kind.patterns()))
                    .forEach(chooser.getExtensionFilters()::add);
            return chooser;
        }

        private static Optional<Path> path(@Nullable File chosen) {
            return Optional.ofNullable(chosen).map(File::toPath);
        }
    };

    /** One that is there; empty when the user chose none. */
    Optional<Path> open(Window over, String title, Kind... kinds);

    /**
     * One to be written. Where it is there, the user was asked.
     *
     * @param name proposed
     */
    Optional<Path> save(Window over, String title, String name, Kind... kinds);
}
