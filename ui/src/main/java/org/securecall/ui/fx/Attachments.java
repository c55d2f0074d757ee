// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** Everything that one view has attached to models that outlive it. */
public final class Attachments implements Attachment {

    private final List<Attachment> attached = new ArrayList<>();

    public void add(Attachment attachment) {
        attached.add(attachment);
    }

    /** Hears of every change of {@code value}, and of its present value at once. */
    public <T> void now(ObservableValue<T> value, Consumer<? super T> listener) {
        ChangeListener<T> change = (observable, before, after) -> listener.accept(after);
        value.addListener(change);
        attached.add(() -> value.removeListener(change));
        listener.accept(value.getValue());
    }

    /** Runs {@code update} at once and after every change of any of {@code sources}. */
    public void onAny(Runnable update, Observable... sources) {
        InvalidationListener listener = source -> update.run();
        for (Observable source : sources) {
            source.addListener(listener);
            attached.add(() -> source.removeListener(listener));
        }
        update.run();
    }

    @Override
    public void close() {
        attached.reversed().forEach(Attachment::close);
        attached.clear();
    }
}
