// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.cli.CommandLineFront;
import org.securecall.app.cli.Console;
import org.securecall.app.cli.Fronts;
import org.securecall.app.cli.HeadlessOptions;
import org.securecall.app.headless.HeadlessFront;
import org.securecall.app.runtime.Telephone;

/** Where the program starts: puts the telephone behind the front end that the command line asks for. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Console console = Console.system();
        Fronts fronts = new Fronts(
                new WindowLauncher(Telephone::open), options -> headless(options, console), Telephone::soundDevices);
        int status = CommandLineFront.run(arguments, fronts, console);
        // Libraries may have left threads behind that would keep the program from ending.
        System.exit(status);
    }

    private static int headless(HeadlessOptions options, Console console) throws PhoneException {
        PhoneOptions phoneOptions = new PhoneOptions(
                options.dataDirectory(),
                options.microphone(),
                options.speaker(),
                options.encryption(),
                options.bind(),
                options.sipPort(),
                options.preset(),
                options.algorithms(),
                options.keying(),
                options.allowClear(),
                true);
        Phone phone = options.passphraseFile().isPresent()
                ? Telephone.open(phoneOptions, options.passphraseFile().get())
                : Telephone.open(phoneOptions);
        HeadlessFront.run(phone, options.answer() == HeadlessOptions.Answer.AUTO, console.in(), console.out());
        return CommandLineFront.OK;
    }
}
