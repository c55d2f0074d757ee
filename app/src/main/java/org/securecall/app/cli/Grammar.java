// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.securecall.app.api.Transport;
import org.securecall.media.api.Encryption;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands and options. Built by calls rather than from annotations, which picocli would read by reflection from a
 * package that would have to be opened to it.
 */
final class Grammar {

    static final String DATA_DIR = "--data-dir";
    static final String PASSPHRASE_FILE = "--passphrase-file";
    static final String NEW_PASSPHRASE_FILE = "--new-passphrase-file";
    static final String CLIENT_CERTIFICATE = "--client-certificate";
    static final String CLIENT_PASSWORD_FILE = "--client-password-file";
    static final String HELP = "--help";

    private Grammar() {}

    static CommandLine commandLine() {
        CommandSpec root = command(
                "securecall",
                "A telephone whose calls are encrypted from end to end (ZRTP)."
                        + " Without a command it opens the window.");
        root.addOption(flag("--version", "Show the version."));
        root.addSubcommand("headless", headless());
        root.addSubcommand("account", account());
        root.addSubcommand("contact", contact());
        root.addSubcommand("profile", profile());
        root.addSubcommand("keys", keys());
        root.addSubcommand("identity", identity());
        root.addSubcommand("devices", command("devices", "List the sound devices."));
        CommandLine commandLine = new CommandLine(root);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setOverwrittenOptionsAllowed(false);
        return commandLine;
    }

    private static CommandSpec headless() {
        CommandSpec spec = command(
                "headless", "Telephone without a window: commands on standard input, JSON events on standard output.");
        spec.addOption(value("--mic", "DEV", String.class, "Microphone: default, a device's name, or file:PATH.wav."));
        spec.addOption(value("--speaker", "DEV", String.class, "Speaker: default, a device's name, or file:PATH.wav."));
        spec.addOption(value(
                "--answer",
                "ask|auto",
                HeadlessOptions.Answer.class,
                "Whether calls wait for 'answer' (ask is the default)."));
        spec.addOption(value("--bind", "ADDR", String.class, "Local IP address to listen on."));
        spec.addOption(value("--sip-port", "N", Integer.class, "Port for SIP; 0 for any free one."));
        spec.addOption(
                value("--encryption", "prefer|require|off", Encryption.class, "How much calls insist on encryption."));
        spec.addOption(value(
                "--zrtp",
                "LISTS",
                String.class,
                "ZRTP algorithms, best first, such as 'keyAgreement=X255,DH3k;hash=S384;cipher=AES3;authTag=HS80;sas=B256';"
                        + " a kind left out is as the policy says."));
        spec.addOption(value(
                "--policy",
                "recommended|strongest|compatible",
                String.class,
                "Which order of ZRTP algorithms (the settings decide without it)."));
        spec.addOption(value(
                "--keying",
                "LIST",
                String.class,
                "What makes keys, best first, of zrtp, dtls-srtp and sdes; nothing else is offered or accepted."));
        spec.addOption(flag(
                "--allow-clear",
                "Let either side end the encryption of a call (refused without it); voice waits for 'talk'."));
        return spec;
    }

    private static CommandSpec account() {
        CommandSpec spec = command("account", "Accounts: add, list, remove, try out, and whom they trust.");
        CommandSpec add = command(
                "add",
                "Add an account, or change the one of the same address; its password, pin and client certificate stay where"
                        + " they are not given.");
        add.addOption(required("--address", "URI", "Such as sip:alice@example.org."));
        add.addOption(value("--auth-user", "U", String.class, "Name for the password, where it is not the address's."));
        add.addOption(value("--display-name", "NAME", String.class, "Name that callees are shown."));
        add.addOption(flag("--password-stdin", "Read the password from the first line of standard input."));
        add.addOption(value(
                "--transport", "udp|tcp|tls", Transport.class, "How the server is reached (tls is the default)."));
        add.addOption(OptionSpec.builder("--registrar", "--proxy")
                .paramLabel("HOST[:PORT]")
                .type(String.class)
                .description("The server that all requests go to, where DNS does not tell it.")
                .build());
        add.addOption(value("--port", "N", Integer.class, "Port of the server, where it is not the usual one."));
        add.addOption(value("--ca", "FILE", Path.class, "PEM file with further certificate authorities to trust."));
        add.addOption(value(
                CLIENT_CERTIFICATE,
                "FILE|none",
                String.class,
                "PKCS#12 file with key and certificate for servers that ask for one; it is taken into the profile. 'none'"
                        + " takes it back."));
        add.addOption(value(
                CLIENT_PASSWORD_FILE,
                "FILE",
                Path.class,
                "File whose first line is the password of the PKCS#12 file."));
        add.addOption(value(
                "--pin",
                "SHA256",
                String.class,
                "Fingerprint of the only certificate that the servers may show; have it from whoever runs them."));
        add.addOption(flag(
                "--check", "Try the account out first, a JSON line for each step; store it only when all went well."));
        spec.addSubcommand("add", add);
        spec.addSubcommand("list", command("list", "List the accounts, each with the ZID that its calls go under."));
        spec.addSubcommand("remove", about("remove", "Remove an account, with its pin and its client certificate."));
        spec.addSubcommand(
                "check",
                about(
                        "check",
                        "Try an account out, a JSON line for each step: naptr, srv, connect, certificate, register."));
        spec.addSubcommand(
                "certificate",
                about(
                        "certificate",
                        "Show the certificate of an account's server, and whether it is trusted, in JSON."));
        CommandSpec pin = about(
                "pin",
                "Accept this certificate, and no other, of an account's servers; compare the fingerprint first.");
        pin.addPositional(positional(1, "SHA256"));
        spec.addSubcommand("pin", pin);
        spec.addSubcommand("unpin", about("unpin", "Take a pin back: the authorities decide again."));
        spec.addSubcommand(
                "trusted",
                command("trusted", "List the pins, files of authorities and client certificates of all accounts."));
        return spec;
    }

    private static CommandSpec about(String name, String description) {
        CommandSpec spec = command(name, description);
        spec.addPositional(positional(0, "ADDRESS"));
        return spec;
    }

    private static CommandSpec contact() {
        CommandSpec spec = command("contact", "Add, list, change, remove, import or export contacts.");
        CommandSpec add = command("add", "Add a contact.");
        add.addPositional(positional(0, "NAME"));
        add.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("1..*")
                .required(true)
                .paramLabel("URI")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Its addresses; the first is called where none is chosen.")
                .build());
        add.addOption(OptionSpec.builder("--group")
                .paramLabel("G")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A group it belongs to; may be given several times.")
                .build());
        add.addOption(flag("--favourite", "List it first."));
        add.addOption(flag("--own-zid", "Call it, and be called by it, under a ZID that is shown to nobody else."));
        add.addOption(value(
                "--policy",
                "default|prefer|require-zrtp|require-verified",
                String.class,
                "How much calls with it insist on; without it, as the settings say."));
        spec.addSubcommand("add", add);
        CommandSpec list = command(
                "list",
                "List the contacts: number, name, addresses, and its policy, favourite, own-zid and group=NAME where there are such.");
        list.addOption(value(
                "--search", "TEXT", String.class, "Only those with all of these words in name, addresses or groups."));
        list.addOption(value("--group", "G", String.class, "Only those of this group."));
        spec.addSubcommand("list", list);
        CommandSpec remove = command("remove", "Remove a contact, by its number, address or name.");
        remove.addPositional(positional(0, "CONTACT"));
        spec.addSubcommand("remove", remove);
        CommandSpec ownZid = command(
                "own-zid", "Give a contact, by its number, address or name, a ZID of its own, or take it away.");
        ownZid.addPositional(positional(0, "CONTACT"));
        ownZid.addPositional(positional(1, "on|off"));
        spec.addSubcommand("own-zid", ownZid);
        CommandSpec read = command("import", "Add the contacts of a file: vCard (.vcf) or a table (.csv).");
        read.addPositional(positional(0, "FILE"));
        spec.addSubcommand("import", read);
        CommandSpec write = command("export", "Write all contacts to a new file: vCard (.vcf) or a table (.csv).");
        write.addPositional(positional(0, "FILE"));
        write.addOption(value("--vcard", "3|4", String.class, "Which version of vCard (4 is the default)."));
        spec.addSubcommand("export", write);
        return spec;
    }

    private static CommandSpec keys() {
        CommandSpec spec = command("keys", "The keys of the people you called, and their history.");
        spec.addSubcommand(
                "list",
                command(
                        "list",
                        "List every key: ZID, address, name, whether it is verified, when it was seen, software, and as whom you met it."));
        CommandSpec log = command("log", "Show what happened to keys, oldest first, and whether the log is whole.");
        log.addOption(value("--contact", "ADDRESS", String.class, "Only those met under this address."));
        spec.addSubcommand("log", log);
        CommandSpec show = command(
                "show",
                "Show the keys of one person and what happened to them, newest first, and whether the log is whole.");
        show.addPositional(positional(0, "ADDRESS"));
        spec.addSubcommand("show", show);
        CommandSpec forget = command(
                "forget",
                "Forget a key of a person, and what was confirmed of their signing keys: the next call is like a first one.");
        forget.addPositional(positional(0, "ADDRESS"));
        forget.addPositional(positional(1, "ZID"));
        spec.addSubcommand("forget", forget);
        CommandSpec read = command(
                "import",
                "Take over the keys of another telephone, and go on under its identifier: for a profile that has met nobody yet.");
        read.addPositional(positional(0, "FILE"));
        read.addOption(value(
                "--from", "linphone|jitsi|twinkle", String.class, "Whose file it is: zrtp-secrets.db, or a ZID file."));
        read.addOption(value("--zid", "ZID", String.class, "Which of its identifiers, where it has several."));
        spec.addSubcommand("import", read);
        CommandSpec export =
                command("export", "Write the log, signed with your own key, into a new file to print or to keep.");
        export.addPositional(positional(0, "FILE"));
        export.addOption(flag("--redacted", "With pseudonyms in place of addresses and ZIDs."));
        spec.addSubcommand("export", export);
        return spec;
    }

    private static CommandSpec identity() {
        CommandSpec spec = command("identity", "Your own signing key, and those of the people you call.");
        CommandSpec show = command("show", "Show your own key, its fingerprint, and the text of its QR code.");
        show.addOption(value(
                "--contact",
                "ADDRESS",
                String.class,
                "For this person's eyes alone: with a secret for the next call, and your safety codes."));
        show.addOption(value("--as", "ADDRESS", String.class, "Your address, where it is not the first account's."));
        show.addOption(value("--qr", "FILE", Path.class, "Draw the QR code into a new PNG file."));
        show.addOption(flag("--text", "Print the text of the QR code alone."));
        spec.addSubcommand("show", show);
        CommandSpec check = command(
                "check",
                "Compare what somebody shows: the 60 digits of the safety code, or a QR code. The key counts as confirmed then.");
        check.addPositional(positional(0, "ADDRESS"));
        check.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .paramLabel("CODE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("The digits of the safety code, as the other side shows them.")
                .build());
        shown(check);
        spec.addSubcommand("check", check);
        spec.addSubcommand(
                "list", command("list", "List the keys that signed calls: address, fingerprint, and why it counts."));
        CommandSpec revoke = command("revoke", "Take a confirmation back: the key verifies no call any more.");
        revoke.addPositional(positional(0, "ADDRESS"));
        revoke.addOption(
                value("--key", "FINGERPRINT", String.class, "Which key, by its first digits; without it, all."));
        spec.addSubcommand("revoke", revoke);
        spec.addSubcommand("link", link());
        return spec;
    }

    private static CommandSpec link() {
        CommandSpec spec = command("link", "Let one of your devices vouch for another one.");
        CommandSpec request = command("request", "On the new device: ask to be linked.");
        request.addPositional(positional(0, "NAME"));
        request.addOption(value("--qr", "FILE", Path.class, "Draw the QR code into a new PNG file."));
        spec.addSubcommand("request", request);
        CommandSpec approve =
                command("approve", "On the other device: read the request, compare, and vouch with --yes.");
        shown(approve);
        approve.addOption(value("--qr", "FILE", Path.class, "Draw the QR code of the answer into a new PNG file."));
        approve.addOption(flag("--yes", "Both devices show the same safety code."));
        spec.addSubcommand("approve", approve);
        CommandSpec accept = command("accept", "On the new device: read the answer, compare, and take it with --yes.");
        shown(accept);
        accept.addOption(flag("--yes", "Both devices show the same safety code."));
        spec.addSubcommand("accept", accept);
        return spec;
    }

    private static void shown(CommandSpec spec) {
        spec.addOption(value("--image", "FILE", Path.class, "Picture (PNG or JPEG) of the QR code."));
        spec.addOption(value("--text", "TEXT", String.class, "Text of the QR code."));
    }

    private static CommandSpec profile() {
        CommandSpec spec = command("profile", "What the profile is locked with, and backups of it.");
        spec.addSubcommand("show", command("show", "Show what the key of the profile is kept under."));
        CommandSpec protect = command(
                "protect",
                "Keep the key of the profile under a passphrase, in the desktop's key store or in a file that only you can"
                        + " read.");
        protect.addPositional(positional(0, "passphrase|keystore|file"));
        protect.addOption(
                value(NEW_PASSPHRASE_FILE, "FILE", Path.class, "File whose first line is the new passphrase."));
        spec.addSubcommand("protect", protect);
        CommandSpec backup = command(
                "backup",
                "Write the whole profile into one encrypted file, and print the recovery code that opens it.");
        backup.addPositional(positional(0, "FILE"));
        spec.addSubcommand("backup", backup);
        CommandSpec restore = command(
                "restore",
                "Make a profile of a backup, where there is none; the recovery code is the first line of standard input.");
        restore.addPositional(positional(0, "FILE"));
        spec.addSubcommand("restore", restore);
        return spec;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        spec.addOption(value(DATA_DIR, "DIR", Path.class, "Where everything is kept."));
        spec.addOption(value(
                PASSPHRASE_FILE,
                "FILE",
                Path.class,
                "File whose first line is the passphrase of the profile; a new profile gets it."));
        spec.addOption(OptionSpec.builder("-h", HELP)
                .usageHelp(true)
                .type(boolean.class)
                .description("Show this help.")
                .build());
        return spec;
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static OptionSpec value(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    private static OptionSpec required(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .required(true)
                .build();
    }

    private static PositionalParamSpec positional(int index, String label) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .build();
    }
}
