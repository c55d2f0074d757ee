// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.QrCode;
import org.securecall.app.identity.DeviceCertificate;
import org.securecall.app.identity.DeviceLink;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.IdentityKey;
import org.securecall.app.identity.LinkRequest;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.identity.OwnKeys;
import org.securecall.app.identity.SafetyCode;
import org.securecall.media.api.ZrtpCache;

/** One device of the user's vouches for another (docs/own-identity.md). Thread-safe. */
public final class Linking {

    /** There is no revocation of a certificate, so it is not for ever. */
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final OwnKeys own;
    private final ZrtpCache cache;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param cache names the ZID that the device has */
    public Linking(OwnKeys own, ZrtpCache cache, InstantSource clock) {
        this.own = own;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * On the new device.
     *
     * @param name what it is called
     * @return for the device that is to vouch for it; a former request is forgotten
     * @throws IdentityException when nothing is left of the name
     */
    public QrCode request(String name) throws IdentityException {
        try (DeviceLink link = DeviceLink.begin(own.identity(), name, cache.localZid(), random)) {
            QrCode code = QrCodes.of(link.request().text());
            own.await(link);
            return code;
        }
    }

    /**
     * On the device that vouches.
     *
     * @throws IdentityException when this is no request, or this very device's
     */
    public LinkQuestion read(String request) throws IdentityException {
        LinkRequest asked = LinkRequest.parse(request.strip());
        return question(asked.name(), own.identity().key(), asked.device());
    }

    /**
     * Likewise, once its user has agreed.
     *
     * @return for the new device
     * @throws IdentityException as {@link #read}; and on a device that is itself vouched for
     */
    public QrCode approve(String request) throws IdentityException {
        OwnIdentity identity = own.identity();
        if (own.certificate().isPresent()) {
            throw new IdentityException(
                    "This device is linked to another one itself: only that one can vouch for further ones");
        }
        return QrCodes.of(
                DeviceLink.answer(LinkRequest.parse(request.strip()), identity, clock.instant(), VALIDITY, random));
    }

    /**
     * On the new device: whose answer it is, before it is taken.
     *
     * @throws IdentityException when it is not the answer to the last request
     */
    public LinkQuestion readAnswer(String answer) throws IdentityException {
        DeviceCertificate certificate = open(answer);
        return question(certificate.name(), certificate.device(), certificate.identity());
    }

    /**
     * Likewise, once its user has agreed.
     *
     * @throws IdentityException as {@link #readAnswer}
     */
    public void accept(String answer) throws IdentityException {
        own.linked(open(answer));
    }

    private DeviceCertificate open(String answer) throws IdentityException {
        try (DeviceLink link =
                own.awaited().orElseThrow(() -> new IdentityException("This device has not asked to be linked"))) {
            return link.open(answer.strip(), clock.instant());
        }
    }

    private static LinkQuestion question(String name, IdentityKey one, IdentityKey other) throws IdentityException {
        return new LinkQuestion(name, SafetyCode.of(one, other).groups());
    }
}
