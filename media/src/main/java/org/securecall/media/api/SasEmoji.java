// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * The 64 pictures of the emoji rendering, in the order that their six bits count (docs/zrtp-extensions.md). They are those of
 * Matrix ("Short Authentication String verification", SAS method: emoji), so that many people have met them; each constant has
 * the English name that is published there.
 */
public enum SasEmoji {
    DOG(0x1F436),
    CAT(0x1F431),
    LION(0x1F981),
    HORSE(0x1F40E),
    UNICORN(0x1F984),
    PIG(0x1F437),
    ELEPHANT(0x1F418),
    RABBIT(0x1F430),
    PANDA(0x1F43C),
    ROOSTER(0x1F413),
    PENGUIN(0x1F427),
    TURTLE(0x1F422),
    FISH(0x1F41F),
    OCTOPUS(0x1F419),
    BUTTERFLY(0x1F98B),
    FLOWER(0x1F337),
    TREE(0x1F333),
    CACTUS(0x1F335),
    MUSHROOM(0x1F344),
    GLOBE(0x1F30F),
    MOON(0x1F319),
    CLOUD(0x2601, 0xFE0F),
    FIRE(0x1F525),
    BANANA(0x1F34C),
    APPLE(0x1F34E),
    STRAWBERRY(0x1F353),
    CORN(0x1F33D),
    PIZZA(0x1F355),
    CAKE(0x1F382),
    HEART(0x2764, 0xFE0F),
    SMILEY(0x1F600),
    ROBOT(0x1F916),
    HAT(0x1F3A9),
    GLASSES(0x1F453),
    SPANNER(0x1F527),
    SANTA(0x1F385),
    THUMBS_UP(0x1F44D),
    UMBRELLA(0x2602, 0xFE0F),
    HOURGLASS(0x231B),
    CLOCK(0x23F0),
    GIFT(0x1F381),
    LIGHT_BULB(0x1F4A1),
    BOOK(0x1F4D5),
    PENCIL(0x270F, 0xFE0F),
    PAPERCLIP(0x1F4CE),
    SCISSORS(0x2702, 0xFE0F),
    LOCK(0x1F512),
    KEY(0x1F511),
    HAMMER(0x1F528),
    TELEPHONE(0x260E, 0xFE0F),
    FLAG(0x1F3C1),
    TRAIN(0x1F682),
    BICYCLE(0x1F6B2),
    AEROPLANE(0x2708, 0xFE0F),
    ROCKET(0x1F680),
    TROPHY(0x1F3C6),
    BALL(0x26BD),
    GUITAR(0x1F3B8),
    TRUMPET(0x1F3BA),
    BELL(0x1F514),
    ANCHOR(0x2693),
    HEADPHONES(0x1F3A7),
    FOLDER(0x1F4C1),
    PIN(0x1F4CC);

    private final String character;

    SasEmoji(int... codePoints) {
        this.character = new String(codePoints, 0, codePoints.length);
    }

    /** One character, with the selector of its coloured form (U+FE0F) where that is not the usual one. */
    public String character() {
        return character;
    }
}
