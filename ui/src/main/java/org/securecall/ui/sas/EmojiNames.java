// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import org.securecall.media.api.SasEmoji;
import org.securecall.ui.text.Texts;

/** How the pictures of the code are called in the language of the desktop. */
final class EmojiNames {

    private static final Texts TEXTS = Texts.of("emoji");

    private EmojiNames() {}

    static String of(SasEmoji emoji) {
        return switch (emoji) {
            case DOG -> TEXTS.get("dog");
            case CAT -> TEXTS.get("cat");
            case LION -> TEXTS.get("lion");
            case HORSE -> TEXTS.get("horse");
            case UNICORN -> TEXTS.get("unicorn");
            case PIG -> TEXTS.get("pig");
            case ELEPHANT -> TEXTS.get("elephant");
            case RABBIT -> TEXTS.get("rabbit");
            case PANDA -> TEXTS.get("panda");
            case ROOSTER -> TEXTS.get("rooster");
            case PENGUIN -> TEXTS.get("penguin");
            case TURTLE -> TEXTS.get("turtle");
            case FISH -> TEXTS.get("fish");
            case OCTOPUS -> TEXTS.get("octopus");
            case BUTTERFLY -> TEXTS.get("butterfly");
            case FLOWER -> TEXTS.get("flower");
            case TREE -> TEXTS.get("tree");
            case CACTUS -> TEXTS.get("cactus");
            case MUSHROOM -> TEXTS.get("mushroom");
            case GLOBE -> TEXTS.get("globe");
            case MOON -> TEXTS.get("moon");
            case CLOUD -> TEXTS.get("cloud");
            case FIRE -> TEXTS.get("fire");
            case BANANA -> TEXTS.get("banana");
            case APPLE -> TEXTS.get("apple");
            case STRAWBERRY -> TEXTS.get("strawberry");
            case CORN -> TEXTS.get("corn");
            case PIZZA -> TEXTS.get("pizza");
            case CAKE -> TEXTS.get("cake");
            case HEART -> TEXTS.get("heart");
            case SMILEY -> TEXTS.get("smiley");
            case ROBOT -> TEXTS.get("robot");
            case HAT -> TEXTS.get("hat");
            case GLASSES -> TEXTS.get("glasses");
            case SPANNER -> TEXTS.get("spanner");
            case SANTA -> TEXTS.get("santa");
            case THUMBS_UP -> TEXTS.get("thumbs.up");
            case UMBRELLA -> TEXTS.get("umbrella");
            case HOURGLASS -> TEXTS.get("hourglass");
            case CLOCK -> TEXTS.get("clock");
            case GIFT -> TEXTS.get("gift");
            case LIGHT_BULB -> TEXTS.get("light.bulb");
            case BOOK -> TEXTS.get("book");
            case PENCIL -> TEXTS.get("pencil");
            case PAPERCLIP -> TEXTS.get("paperclip");
            case SCISSORS -> TEXTS.get("scissors");
            case LOCK -> TEXTS.get("lock");
            case KEY -> TEXTS.get("key");
            case HAMMER -> TEXTS.get("hammer");
            case TELEPHONE -> TEXTS.get("telephone");
            case FLAG -> TEXTS.get("flag");
            case TRAIN -> TEXTS.get("train");
            case BICYCLE -> TEXTS.get("bicycle");
            case AEROPLANE -> TEXTS.get("aeroplane");
            case ROCKET -> TEXTS.get("rocket");
            case TROPHY -> TEXTS.get("trophy");
            case BALL -> TEXTS.get("ball");
            case GUITAR -> TEXTS.get("guitar");
            case TRUMPET -> TEXTS.get("trumpet");
            case BELL -> TEXTS.get("bell");
            case ANCHOR -> TEXTS.get("anchor");
            case HEADPHONES -> TEXTS.get("headphones");
            case FOLDER -> TEXTS.get("folder");
            case PIN -> TEXTS.get("pin");
        };
    }
}
