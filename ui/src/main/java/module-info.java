// SPDX-License-Identifier: GPL-3.0-or-later
/** The window. */
module org.securecall.ui {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.securecall.resources;
    requires org.securecall.app;
    requires java.desktop;
    requires javafx.controls;
    requires atlantafx.base;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.material2;
    requires org.slf4j;
}
