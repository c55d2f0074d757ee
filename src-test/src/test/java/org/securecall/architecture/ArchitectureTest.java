// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Each rule is one that the module system and the compiler cannot hold by themselves. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.securecall");

    /** A rule over packages that hold nothing yet says nothing, so the layers that exist are named here. */
    @Test
    void theLayersAreSeen() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
                .contains(
                        "org.securecall.resources",
                        "org.securecall.media.api",
                        "org.securecall.media.secret",
                        "org.securecall.media.zrtp",
                        "org.securecall.app.api",
                        "org.securecall.app.storage");
    }

    @Test
    void mediaLooksBackAtNobody() {
        check(noClasses()
                .that()
                .resideInAPackage("..media..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.securecall.app..", "org.securecall.ui..", "org.securecall.resources.."));
    }

    @Test
    void appKnowsNoWindow() {
        check(noClasses()
                .that()
                .resideInAPackage("org.securecall.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.securecall.ui.."));
    }

    @Test
    void javaFxIsUsedInTheWindowAlone() {
        onlyIn("org.securecall.ui..", "javafx..", "atlantafx..", "org.kordamp..");
    }

    @Test
    void jainSipIsUsedInItsAdapterAlone() {
        onlyIn("org.securecall.app.sip..", "javax.sip..", "gov.nist..");
    }

    @Test
    void sqlIsUsedInStorageAlone() {
        onlyIn("org.securecall.app.storage..", "java.sql..", "org.sqlite..");
    }

    @Test
    void vCardsAreUsedAmongContactsAlone() {
        onlyIn("org.securecall.app.contact..", "ezvcard..", "com.github.mangstadt..");
    }

    @Test
    void jnaIsUsedForOpusAlone() {
        onlyIn("org.securecall.media.codec.opus..", "com.sun.jna..");
    }

    @Test
    void bouncyCastleIsUsedWhereKeysAreMadeAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.securecall.media.srtp..",
                        "org.securecall.media.zrtp..",
                        "org.securecall.media.dtls..",
                        "org.securecall.media.secret..",
                        "org.securecall.app.vault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle.."));
    }

    @Test
    void protocolMachinesKnowNoSocketNoThreadAndNoClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.securecall.media.zrtp..", "org.securecall.app.call..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent.locks..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void standardOutputBelongsToTheCommandLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.securecall.app.cli..", "org.securecall.app.headless..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void randomnessIsAlwaysSecure() {
        check(noClasses().should().callConstructor(Random.class).orShould().callConstructor(Random.class, long.class));
        check(noClasses().should().callMethod(Math.class, "random"));
    }

    /**
     * A comparison that stops at the first difference tells an attacker how much of a MAC he has right. MACs and hashes live in
     * {@code Octets}, whose equals is constant in time, in {@code SecretBytes} and in plain arrays.
     */
    @Test
    void macsAndHashesAreComparedInConstantTime() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.securecall.media.zrtp..",
                        "org.securecall.media.srtp..",
                        "org.securecall.media.dtls..",
                        "org.securecall.media.secret..")
                .should()
                .callMethodWhere(earlyEnding())
                .because("MessageDigest.isEqual does not tell where the difference is"));
        for (String comparing : List.of(
                "org.securecall.media.zrtp.Octets",
                "org.securecall.media.secret.SecretBytes",
                "org.securecall.media.srtp.CounterModeTransform",
                "org.securecall.media.srtp.GcmTransform")) {
            assertThat(PRODUCT.get(comparing).getMethodCallsFromSelf())
                    .as(comparing)
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                            && call.getName().equals("isEqual"));
        }
    }

    /** Of whole byte arrays or buffers; {@code Arrays.compareUnsigned} orders the two public hvi values of a contention. */
    private static DescribedPredicate<JavaMethodCall> earlyEnding() {
        return DescribedPredicate.describe("comparisons that end at the first difference", call -> {
            boolean ofArrays = call.getTargetOwner().isEquivalentTo(Arrays.class)
                    && Set.of("equals", "mismatch", "compare", "deepEquals").contains(call.getName());
            boolean ofBuffers = call.getTargetOwner().isEquivalentTo(ByteBuffer.class)
                    && Set.of("equals", "mismatch", "compareTo").contains(call.getName());
            return ofArrays || ofBuffers;
        });
    }

    @Test
    void nothingIsSerializedByJava() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.securecall.(*).(*)..")
                .namingSlices("$1 $2")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    private static void onlyIn(String home, String... used) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used));
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
